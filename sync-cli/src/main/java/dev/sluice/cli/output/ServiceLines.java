package dev.sluice.cli.output;

import dev.sluice.flow.Unanswered;
import dev.sluice.store.ServiceObserver;
import java.time.Duration;
import java.time.Instant;

/// Tells the user that a service, or a single call, is not answered, that a service answers again,
/// and what else is waited for: a run that waits in silence looks like one that hangs. Thread-safe.
public final class ServiceLines implements ServiceObserver {

  private final Console console;
  private final boolean json;

  private ServiceLines(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /// Lines among the progress.
  public static ServiceObserver of(Console console) {
    return new ServiceLines(console, false);
  }

  /// Lines or events as a run is shown; quiet ones say nothing, since a service that comes back is
  /// no news, and of one that does not the failure tells.
  public static ServiceObserver of(Console console, OutputMode mode) {
    return mode.quiet() && !mode.json() ? SILENT : new ServiceLines(console, mode.json());
  }

  @Override
  public void away(String service, String said, Duration atMost) {
    if (json) {
      event(
          Json.event("waiting")
              .put("service", service)
              .put("message", said)
              .put("atMostSeconds", atMost.toSeconds()));
    } else {
      console.error(
          "WARNING: waiting for "
              + Escapes.line(service + ": " + said)
              + "; it is given up after "
              + Figures.duration(atMost));
    }
  }

  @Override
  public void unanswered(Unanswered call, int others) {
    if (json) {
      event(UnansweredLines.event(call, others, Instant.now()));
    } else {
      console.error(UnansweredLines.line(call, others, Instant.now()));
    }
  }

  @Override
  public void back(String service, Duration after) {
    if (json) {
      event(Json.event("answering").put("service", service).put("afterSeconds", after.toSeconds()));
    } else {
      console.error(
          "INFO: " + Escapes.line(service) + " answers again, after " + Figures.duration(after));
    }
  }

  @Override
  public void warning(String line) {
    if (json) {
      event(Json.event("warning").put("message", line));
    } else {
      console.error("WARNING: " + Escapes.line(line));
    }
  }

  private void event(Json event) {
    console.print(event.end());
    console.flush();
  }
}
