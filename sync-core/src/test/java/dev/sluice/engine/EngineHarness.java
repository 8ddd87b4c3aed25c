package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.model.KeyRange;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.SyncReport;
import dev.sluice.store.memory.MemoryOptions;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Two stores in memory and a run between them, with everything small so that small tests meet
/// every bound.
final class EngineHarness implements RunObserver {

  static final Deletion DELETE = new Deletion(true, OptionalLong.empty(), false, false);
  static final Tuning SMALL = new Tuning(4, 3, 2, 1 << 20, 0, 3, Tuning.DEFAULT.temporaryFolder());

  final MemoryStore source;
  final MemoryStore target;
  final Cancellation cancellation = new Cancellation();
  final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  final Queue<Phase> phases = new ConcurrentLinkedQueue<>();

  Comparison comparison = Comparison.MD5;
  Mode mode = Mode.SYNC;
  Deletion deletion = Deletion.OFF;
  KeyFilter filter = KeyFilter.EVERYTHING;
  Tuning tuning = SMALL;
  boolean overwritesChanged;
  KeyRange range = KeyRange.all();

  private EngineHarness(MemoryStore source, MemoryStore target) {
    this.source = source;
    this.target = target;
  }

  /// Two services: contents pass through this machine.
  static EngineHarness betweenServices() {
    return new EngineHarness(
        new MemoryStore(MemoryOptions.named("from")),
        new MemoryStore(MemoryOptions.named("to").withService("elsewhere")));
  }

  /// One service: it copies by itself.
  static EngineHarness withinOneService() {
    return new EngineHarness(MemoryStore.named("from"), MemoryStore.named("to"));
  }

  /// Runs, and checks what holds for every run.
  SyncReport run() throws InterruptedException {
    SyncReport report = runLeavingHandlesOpen();
    assertThat(source.openHandles()).isEmpty();
    assertThat(target.openHandles()).isEmpty();
    return report;
  }

  /// The same of a run that may be left by its workers while they hang.
  SyncReport runLeavingHandlesOpen() throws InterruptedException {
    outcomes.clear();
    SyncReport report =
        new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
            .run(
                new SyncRequest(
                    source,
                    target,
                    new SyncPolicy(comparison, mode, deletion, overwritesChanged, true),
                    filter,
                    tuning,
                    range),
                this,
                cancellation);
    assertThat(report.addsUp()).as("the report adds up: %s", report).isTrue();
    return report;
  }

  @Override
  public void warning(String message) {
    warnings.add(message);
  }

  @Override
  public void phase(Phase phase) {
    phases.add(phase);
  }

  @Override
  public void outcome(Outcome outcome) {
    outcomes.add(outcome);
  }

  void assertSame() {
    assertThat(target.keys()).isEqualTo(source.keys());
    for (String key : source.keys()) {
      assertThat(target.content(key).orElseThrow())
          .as(key)
          .isEqualTo(source.content(key).orElseThrow());
    }
  }
}
