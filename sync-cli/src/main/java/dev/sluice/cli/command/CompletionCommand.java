package dev.sluice.cli.command;

import dev.sluice.cli.config.HelpFlags;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `sluice completion`.
@Command(
    name = "completion",
    description =
        "Prints a script with which bash and zsh complete commands and options: "
            + " source <(sluice completion)")
public final class CompletionCommand implements Runnable {

  @Mixin final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public CompletionCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public void run() {
    AutoComplete.bash("sluice", Commands.tree(surroundings))
        .lines()
        .forEach(surroundings.console()::print);
  }
}
