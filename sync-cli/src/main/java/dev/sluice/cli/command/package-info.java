/// One small class for each sub-command: flags to request to call. May import cli.command.help,
/// cli.config, cli.output and sync-core.
@NullMarked
package dev.sluice.cli.command;

import org.jspecify.annotations.NullMarked;
