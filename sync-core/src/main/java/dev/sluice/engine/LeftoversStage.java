package dev.sluice.engine;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.report.RunObserver;
import dev.sluice.store.Leftovers;
import dev.sluice.transfer.InFlight;
import java.util.List;
import java.util.Optional;

/// Puts in order at a run's end what killed runs have left, and tells what was not put in order, so
/// that nobody has to find out by the bill.
final class LeftoversStage {

  /// More lines than this would hide each other.
  private static final int MAX_LINES = 20;

  private final SyncRequest request;
  private final RunObserver observer;

  LeftoversStage(SyncRequest request, RunObserver observer) {
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

  /// Puts in order what runs have left at the destination which were killed. A run that is ending
  /// leaves that to another.
  void removeLeftoversOfKilledRuns(Cancellation cancellation) throws InterruptedException {
    Optional<Leftovers> there = request.target().leftovers();
    if (there.isEmpty() || !cancellation.isRunning()) {
      return;
    }
    try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-leftovers");
        Registration _ = cancellation.onDrain(group::interruptAll);
        Registration _ = cancellation.onAbandon(group::abandon)) {
      group.fork(there.get()::removeLeftovers);
      group.join();
    }
  }

  /// Tells how much of that there was.
  void tellOfRemoved() {
    request
        .target()
        .leftovers()
        .map(Leftovers::removed)
        .filter(removed -> !removed.isNothing())
        .ifPresent(observer::leftoversRemoved);
  }

  /// Tells of what the destination has been left with.
  void tellOfWrites() {
    List<String> lines = request.target().leftovers().map(Leftovers::leftBehind).orElse(List.of());
    lines.stream().limit(MAX_LINES).forEach(observer::warning);
    if (lines.size() > MAX_LINES) {
      observer.warning("and " + (lines.size() - MAX_LINES) + " more such");
    }
  }
}
