package dev.sluice.cli.output.json;

import dev.sluice.cli.output.console.Console;
import dev.sluice.flow.Unanswered;
import dev.sluice.store.ServiceObserver;
import java.time.Duration;
import java.time.Instant;

/// Tells a program, in events among those of its run, what is waited for. Thread-safe.
public final class ServiceEvents implements ServiceObserver {

  private final Console console;
  private final boolean quiet;

  /// @param console where to
  /// @param quiet whether what few need to know is left out
  public ServiceEvents(Console console, boolean quiet) {
    this.console = console;
    this.quiet = quiet;
  }

  @Override
  public void away(String service, String said, Duration atMost) {
    print(
        Json.event("waiting")
            .put("service", service)
            .put("message", said)
            .put("atMostSeconds", atMost.toSeconds()));
  }

  @Override
  public void unanswered(Unanswered call, int others) {
    print(JsonEvents.unanswered(call, others, Instant.now()));
  }

  @Override
  public void back(String service, Duration after) {
    print(Json.event("answering").put("service", service).put("afterSeconds", after.toSeconds()));
  }

  @Override
  public void note(String line) {
    if (!quiet) {
      print(Json.event("note").put("message", line));
    }
  }

  @Override
  public void warning(String line) {
    print(JsonEvents.warning(line));
  }

  private void print(Json event) {
    console.print(event.end());
    console.flush();
  }
}
