package dev.sluice.cli.command.setup;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.HelpFlags;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `sluice bucket`: what a bucket has set.
public final class BucketCommand implements Runnable {

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("bucket");

  private final CommandContext context;

  public BucketCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    spec.usageMessage()
        .description("Shows and changes what a bucket has set: see docs/bucket-setup.md.")
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n");
    spec.addMixin("general", new HelpFlags().spec());
    spec.addSubcommand("setup", new BucketSetupCommand(context).spec());
    spec.addSubcommand("show", new BucketShowCommand(context).spec());
    return spec;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do: setup or show");
  }
}
