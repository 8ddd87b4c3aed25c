package dev.sluice.cli.config;

import picocli.CommandLine.Model.CommandSpec;

/// What every command has. The parser acts on `--help`, and the program looks for `--debug` by
/// itself, before there is a command; so neither is kept.
public final class HelpFlags {

  /// The options, for the parser.
  public CommandSpec spec() {
    return spec("-h", "--help");
  }

  /// The options of a command whose `-h` is about sizes.
  public CommandSpec specWithoutShortName() {
    return spec("--help");
  }

  private static CommandSpec spec(String... helpNames) {
    return OptionGroup.under("General:")
        .help("Show this help and leave.", helpNames)
        .flag("When something goes wrong, show where in the program it was.", _ -> {}, "--debug")
        .spec();
  }
}
