package dev.sluice.cli.config;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How listings are shown.
@Command(description = "Output:")
public final class ListingFlags {

  @Option(
      names = {"-H", "--human-readable"},
      description = "Sizes with units: 215.5 MiB.")
  private boolean humanReadable;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  /// Whether sizes have units.
  public boolean humanReadable() {
    return humanReadable;
  }

  /// Whether JSON is wanted.
  public boolean json() {
    return json;
  }
}
