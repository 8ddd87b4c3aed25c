package dev.sluice.cli.config;

import picocli.CommandLine.Model.CommandSpec;

/// What every command has. The parser acts on `--help`, and the program looks for `--debug` by
/// itself, before there is a command; so neither is kept.
public final class HelpFlags {

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("General:")
        .help("Show this help and leave.", "-h", "--help")
        .flag("When something goes wrong, show where in the program it was.", _ -> {}, "--debug")
        .spec();
  }
}
