package dev.sluice.engine;

import dev.sluice.report.RunObserver;
import dev.sluice.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/// Names what has not answered for long: a call of a file system that hangs cannot be broken off,
/// but whoever waits for the run may know where it is stuck, and do something about it.
final class Unanswered {

  /// From one look to the next.
  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  /// Longer than a busy disk takes.
  static final Duration LONG = Duration.ofSeconds(30);

  private final SyncRequest request;
  private final RunObserver observer;
  private final Supplier<Instant> now;

  Unanswered(SyncRequest request, RunObserver observer, Supplier<Instant> now) {
    this.request = request;
    this.observer = observer;
    this.now = now;
  }

  /// Tells what is new.
  void look() {
    look(request.source());
    look(request.target());
  }

  private void look(Store store) {
    for (String call : store.unanswered(LONG)) {
      Instant since = now.get().minus(LONG).truncatedTo(ChronoUnit.SECONDS);
      observer.warning(
          "no answer for "
              + LONG.toSeconds()
              + " s, since "
              + since
              + ": "
              + call
              + "; what needs it waits, and a signal ends the run");
    }
  }
}
