package dev.sluice.cli.command;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.HelpFlags;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice completion`.
final class CompletionCommand implements Runnable {

  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  CompletionCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("completion");
    spec.usageMessage()
        .description(
            "Prints a script with which bash and zsh complete commands and options:",
            "  source <(sluice completion)");
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public void run() {
    AutoComplete.bash("sluice", Commands.tree(context)).lines().forEach(context.console()::print);
  }
}
