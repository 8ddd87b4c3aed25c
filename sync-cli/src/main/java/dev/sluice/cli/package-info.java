/// The program: main, exit codes, signals.
///
/// May import `cli.command`, `cli.command.context`, `cli.output.console`, `flow` and `report`.
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
