/// Tests of what cli.output does by itself.
@NullMarked
package dev.sluice.cli.output;

import org.jspecify.annotations.NullMarked;
