package dev.sluice.cli.output.text;

import dev.sluice.cli.output.console.Escapes;
import dev.sluice.flow.Unanswered;
import java.time.Instant;

/// What is said of a call that has not been answered for long, by whoever says it.
final class UnansweredLine {

  private UnansweredLine() {}

  static String of(Unanswered call, int others, Instant now) {
    return "WARNING: no answer for "
        + call.age().toSeconds()
        + " s, since "
        + call.since(now)
        + ": "
        + Escapes.line(call.text())
        + (others == 0 ? "" : ", and none to " + NumberText.count(others, "other", "others"))
        + "; what needs it waits, and a signal ends the run";
  }
}
