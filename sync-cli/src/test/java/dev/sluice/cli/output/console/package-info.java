/// Tests of what cli.output.console does by itself.
@NullMarked
package dev.sluice.cli.output.console;

import org.jspecify.annotations.NullMarked;
