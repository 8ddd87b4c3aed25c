package dev.sluice.cli.command;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.HelpFlags;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `sluice cache`: what is remembered of files, to look at, to check and to remove.
final class CacheCommand implements Runnable {

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("cache");

  private final CommandContext context;

  CacheCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    spec.usageMessage()
        .description("Looks after what is remembered of files from run to run: see docs/cache.md.")
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n");
    spec.addMixin("general", new HelpFlags().spec());
    for (CacheActionCommand.Action action : CacheActionCommand.Action.values()) {
      spec.addSubcommand(action.word(), new CacheActionCommand(context, action).spec());
    }
    return spec;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: info, verify or clear");
  }
}
