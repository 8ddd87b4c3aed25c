/// The program: main, exit codes, signals. Imports cli.command, cli.config, cli.output and
/// sync-core; nothing imports this package.
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
