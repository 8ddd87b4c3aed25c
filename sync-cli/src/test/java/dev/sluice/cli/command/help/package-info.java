/// Tests of what cli.command.help does by itself.
@NullMarked
package dev.sluice.cli.command.help;

import org.jspecify.annotations.NullMarked;
