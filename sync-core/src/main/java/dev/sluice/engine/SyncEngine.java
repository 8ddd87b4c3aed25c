package dev.sluice.engine;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.report.RunObserver;
import dev.sluice.report.SyncReport;

/// Runs syncs, dry runs and verifications. Immutable and thread-safe; each run is independent.
public final class SyncEngine {

  private final Time time;
  private final ProcessorLoad processors;
  private final Descriptors descriptors;

  /// Makes an engine that tells nobody when descriptors are wanting.
  public SyncEngine(Time time, ProcessorLoad processors) {
    this(time, processors, Descriptors.untold(time));
  }

  /// @param time the clock
  /// @param processors tells whether more transfers at once would find a processor
  /// @param descriptors by which the files are opened that keep what does not fit into memory
  public SyncEngine(Time time, ProcessorLoad processors, Descriptors descriptors) {
    this.time = time;
    this.processors = processors;
    this.descriptors = descriptors;
  }

  /// Runs `request` to its end.
  ///
  /// Failures of entries, of listings and of whole stores are all in the report; this method does
  /// not throw them.
  ///
  /// @param observer is told what happens as it happens
  /// @param cancellation by which another thread may ask the run to end early
  /// @return what was done
  /// @throws InterruptedException if the calling thread was interrupted; the run has been stopped
  public SyncReport run(SyncRequest request, RunObserver observer, Cancellation cancellation)
      throws InterruptedException {
    try (SyncRun run =
        new SyncRun(request, observer, cancellation, time, processors, descriptors)) {
      return run.execute();
    }
  }
}
