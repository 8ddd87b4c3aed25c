package dev.sluice.cli.output;

import dev.sluice.cli.output.console.Screen;

/// How much is said, and in which form.
///
/// @param json events in JSON in place of text
/// @param verbose a line for each action; with `json`, an event for each key
/// @param quiet errors alone; with `json`, failures and the summary alone
/// @param progress whether progress is shown
public record OutputMode(boolean json, boolean verbose, boolean quiet, Progress progress) {

  /// Whether progress is shown.
  public enum Progress {
    /// A live block on a terminal unless lines are asked for, else lines now and then.
    AUTOMATIC,
    /// As asked: a live block on a terminal even among lines.
    ON,
    /// None.
    OFF
  }

  /// Text, and progress where it can be seen.
  public static final OutputMode DEFAULT = new OutputMode(false, false, false, Progress.AUTOMATIC);

  /// Whether progress is a live block on this screen.
  public boolean showsBlock(Screen screen) {
    return screen.terminal()
        && !json
        && !quiet
        && (progress == Progress.ON || (progress == Progress.AUTOMATIC && !verbose));
  }

  /// Whether progress is a line now and then on this screen.
  public boolean showsHeartbeat(Screen screen) {
    return !json && !quiet && progress != Progress.OFF && !showsBlock(screen);
  }
}
