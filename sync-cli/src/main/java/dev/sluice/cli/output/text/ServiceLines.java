package dev.sluice.cli.output.text;

import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.flow.Unanswered;
import dev.sluice.store.ServiceObserver;
import java.time.Duration;
import java.time.Instant;

/// Tells a person, in lines among the progress, that a service, or a single call, is not answered,
/// that a service answers again, and what else is waited for: a run that waits in silence looks
/// like one that hangs. Thread-safe.
public final class ServiceLines implements ServiceObserver {

  private final Console console;
  private final boolean verbose;

  /// @param console where to
  /// @param verbose whether also what few need to know is told
  public ServiceLines(Console console, boolean verbose) {
    this.console = console;
    this.verbose = verbose;
  }

  @Override
  public void away(String service, String said, Duration atMost) {
    warning(
        "waiting for "
            + service
            + ": "
            + said
            + "; it is given up after "
            + NumberText.duration(atMost));
  }

  @Override
  public void unanswered(Unanswered call, int others) {
    console.error(UnansweredLine.of(call, others, Instant.now()));
  }

  @Override
  public void back(String service, Duration after) {
    console.error(
        "INFO: " + Escapes.line(service) + " answers again, after " + NumberText.duration(after));
  }

  @Override
  public void note(String line) {
    if (verbose) {
      console.error("INFO: " + Escapes.line(line));
    }
  }

  @Override
  public void warning(String line) {
    console.error("WARNING: " + Escapes.line(line));
  }
}
