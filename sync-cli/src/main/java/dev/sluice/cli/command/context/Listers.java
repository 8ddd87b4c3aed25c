package dev.sluice.cli.command.context;

import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.json.JsonLister;
import dev.sluice.cli.output.text.TextLister;

/// What [Display] chooses for findings, by itself: a listing is over before what else there is to
/// choose has been loaded.
public final class Listers {

  private Listers() {}

  /// Shows findings.
  ///
  /// @param humanReadable whether sizes have units; JSON has bytes in any case
  /// @param details whether a person is shown ETags and the like too, which JSON has in any case
  public static Lister of(Console console, boolean json, boolean humanReadable, boolean details) {
    return json ? new JsonLister(console) : new TextLister(console, humanReadable, details);
  }
}
