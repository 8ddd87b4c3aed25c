package dev.sluice.care.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.store.Store;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Moves with everything small, so that small tests meet every bound.
final class MoveHarness implements MoveObserver {

  private static final Tuning SMALL =
      new Tuning(4, 3, 2, 1 << 20, 0, 3, Tuning.DEFAULT.temporaryFolder());

  final Queue<MoveOutcome> outcomes = new ConcurrentLinkedQueue<>();
  final Cancellation cancellation = new Cancellation();

  Comparison comparison = Comparison.BYTES;
  Mode mode = Mode.SYNC;
  KeyFilter filter = KeyFilter.EVERYTHING;

  /// Runs when all is copied and nothing removed yet.
  Runnable beforeRemoval = () -> {};

  MoveReport move(Store source, Store target) throws Exception {
    SyncRequest request =
        new SyncRequest(
            source, target, new SyncPolicy(comparison, mode, Deletion.OFF), filter, SMALL);
    MoveReport report =
        new MoveRun(
                request,
                null,
                this,
                new MoveRun.Surroundings(
                    Time.SYSTEM,
                    ProcessorLoad.ofMachine(),
                    Descriptors.untold(Time.SYSTEM),
                    cancellation))
            .execute();
    assertThat(report.run().addsUp()).isTrue();
    assertThat(report.counts().notAttempted()).isNotNegative();
    return report;
  }

  @Override
  public void phase(Phase phase) {
    if (phase == Phase.DELETING) {
      beforeRemoval.run();
    }
  }

  @Override
  public void ended(MoveOutcome outcome) {
    outcomes.add(outcome);
  }
}
