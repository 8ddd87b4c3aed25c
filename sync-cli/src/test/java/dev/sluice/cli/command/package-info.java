/// Tests of what cli.command does by itself.
@NullMarked
package dev.sluice.cli.command;

import org.jspecify.annotations.NullMarked;
