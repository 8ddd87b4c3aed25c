package dev.sluice.engine;

import dev.sluice.report.RunObserver;
import dev.sluice.transfer.InFlight;
import java.util.List;

/// Tells at a run's end what was not put in order, so that nobody has to find out by the bill.
final class Leftovers {

  /// More lines than this would hide each other.
  private static final int MAX_LINES = 20;

  private final SyncRequest request;
  private final RunObserver observer;

  Leftovers(SyncRequest request, RunObserver observer) {
    this.request = request;
    this.observer = observer;
  }

  /// Tells of transfers that were given up on, because they did not even end when broken off.
  void tellOfTransfers(InFlight inFlight) {
    inFlight
        .slowest()
        .ifPresent(slowest ->
            observer.warning(
                inFlight.count()
                    + " under way did not end when broken off, and were left; the oldest, "
                    + request.target().describe(slowest.key())
                    + ", for "
                    + slowest.age().toSeconds()
                    + " s"));
  }

  /// Tells of what the destination has been left with.
  void tellOfWrites() {
    List<String> lines = request.target().leftBehind();
    lines.stream().limit(MAX_LINES).forEach(observer::warning);
    if (lines.size() > MAX_LINES) {
      observer.warning("and " + (lines.size() - MAX_LINES) + " more such");
    }
  }
}
