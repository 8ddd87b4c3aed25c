package dev.sluice.cli.config;

import picocli.CommandLine.Model.CommandSpec;

/// How listings are shown.
public final class ListingFlags {

  private boolean humanReadable;

  private boolean json;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Output:")
        .flag(
            "Sizes with units: 215.5 MiB.",
            value -> humanReadable = value,
            "-h",
            "-H",
            "--human-readable")
        .flag("One JSON object a line.", value -> json = value, "--json")
        .spec();
  }

  /// Whether sizes have units.
  public boolean humanReadable() {
    return humanReadable;
  }

  /// Whether JSON is wanted.
  public boolean json() {
    return json;
  }
}
