/// Tests of what cli.output.text does by itself.
@NullMarked
package dev.sluice.cli.output.text;

import org.jspecify.annotations.NullMarked;
