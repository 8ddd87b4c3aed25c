package dev.sluice.cli.command;

import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The program itself: without a sub-command it has nothing to do.
final class SluiceCommand implements Runnable {

  static final String NAME = "sluice";

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name(NAME);

  /// The command line, for the parser.
  CommandSpec spec() {
    spec.usageMessage()
        .description("Syncs folders and S3 buckets, many entries at once.")
        .synopsisSubcommandLabel("COMMAND")
        .commandListHeading("%nCommands:%n")
        .footer(
            "",
            "sluice COMMAND --help  or  sluice help COMMAND  says more of a command.",
            "sluice demo  shows it at work, with nothing to set up.");
    // Asked for alone, as is usual, it never comes so far: see Commands.
    new OptionGroup(spec).version("Show the version and leave.", "-V", "--version");
    spec.versionProvider(() -> new String[] {Version.line()});
    spec.addMixin("general", new HelpFlags().spec());
    return spec;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: sync, verify, ls, du, mb, rm, rb, presign, setacl, acl, clean, cache,"
            + " configure, doctor or demo");
  }
}
