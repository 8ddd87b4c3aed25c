package dev.sluice.cli.command;

import dev.sluice.cli.config.HelpFlags;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program itself: without a sub-command it has nothing to do.
@Command(
    name = SluiceCommand.NAME,
    versionProvider = Version.class,
    description = "Syncs folders and S3 buckets, many entries at once.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "sluice COMMAND --help  says more of a command.",
      "sluice demo  shows it at work, with nothing to set up."
    })
public final class SluiceCommand implements Runnable {

  static final String NAME = "sluice";

  @Mixin final HelpFlags general = new HelpFlags();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version and leave.")
  boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "say what to do: sync, verify, ls, du, mb or demo");
  }
}
