package dev.sluice.cli.config;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What every command has. The parser acts on `--help`, and the program looks for `--debug` by
/// itself, before there is a command; nobody reads these fields.
@Command(description = "General:")
public final class HelpFlags {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and leave.")
  boolean help;

  @Option(
      names = "--debug",
      description = "When something goes wrong, show where in the program it was.")
  boolean debug;
}
