package dev.sluice.cli.command.care;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.HelpFlags;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// `sluice acl`: who can read what.
public final class AclCommand implements Runnable {

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("acl");

  private final CommandContext context;

  public AclCommand(CommandContext context) {
    this.context = context;
  }

  /// The command line, for the parser.
  public CommandSpec spec() {
    spec.usageMessage()
        .description("Tells who can read what is in a bucket: see docs/acls.md.")
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n");
    spec.addMixin("general", new HelpFlags().spec());
    spec.addSubcommand("audit", new AclAuditCommand(context).spec());
    return spec;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: audit; lists are changed by  sluice setacl");
  }
}
