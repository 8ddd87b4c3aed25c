package dev.sluice.cli.command;

import picocli.CommandLine;

/// All commands, put together.
public final class Commands {

  private Commands() {}

  /// The program's command line.
  public static CommandLine tree(Surroundings surroundings) {
    CommandLine root =
        new CommandLine(new SluiceCommand())
            .addSubcommand(new SyncCommand(surroundings))
            .addSubcommand(new VerifyCommand(surroundings));
    return root.setExpandAtFiles(false) // a file may be called @name
        .setOverwrittenOptionsAllowed(true) // s3cmd's users repeat flags
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setUnmatchedArgumentsAllowed(false);
  }
}
