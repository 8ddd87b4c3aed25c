package dev.sluice.cli.output;

import dev.sluice.flow.Unanswered;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What is said of a call that has not been answered for long, by whoever says it.
final class UnansweredLines {

  private UnansweredLines() {}

  /// The line for a person.
  static String line(Unanswered call, int others, Instant now) {
    return "WARNING: no answer for "
        + call.age().toSeconds()
        + " s, since "
        + since(call, now)
        + ": "
        + Escapes.line(call.text())
        + (others == 0 ? "" : ", and none to " + Figures.count(others, "other", "others"))
        + "; what needs it waits, and a signal ends the run";
  }

  /// The event for a program.
  static Json event(Unanswered call, int others, Instant now) {
    return Json.event("unanswered")
        .put("call", call.call())
        .put("subject", call.subject())
        .put("host", call.host())
        .put("since", since(call, now).toString())
        .put("seconds", call.age().toSeconds())
        .put("others", others);
  }

  private static Instant since(Unanswered call, Instant now) {
    return now.minus(call.age()).truncatedTo(ChronoUnit.SECONDS);
  }
}
