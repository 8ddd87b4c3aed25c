package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Sides;
import dev.sluice.diff.Comparison;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.Time;
import dev.sluice.flow.WorkerGroup;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.flow.system.SlowStart;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.ActionCodec;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.OutcomeCounts;
import dev.sluice.report.RunFigures;
import dev.sluice.report.RunObserver;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.ActionExecutor;
import dev.sluice.transfer.TransferLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarryOutTest {

  private final MemoryStore source = MemoryStore.named("from");
  private final MemoryStore target = MemoryStore.named("to");

  private static Entry entry(MemoryStore store, String key) throws Exception {
    return store.find(Key.of(key)).orElseThrow();
  }

  /// What becomes of a plan when it is written down and read back.
  private static List<Action> readBack(List<Action> plan) throws Exception {
    ActionCodec codec = new ActionCodec();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Action action : plan) {
      codec.write(action, new DataOutputStream(bytes));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    List<Action> actions = new ArrayList<>();
    while (in.available() > 0) {
      actions.add(codec.read(in));
    }
    return actions;
  }

  @Test
  void a_plan_that_was_written_down_is_carried_out_without_any_listing() throws Exception {
    source.put("new", "new");
    source.put("changed", "content");
    source.put("same", "content");
    target.put("changed", "CONTENT");
    target.put("same", "content");
    List<Action> plan =
        List.of(
            new Copy(entry(source, "new"), null, CopyReason.NEW),
            new Compare(entry(source, "changed"), entry(target, "changed")),
            new Compare(entry(source, "same"), entry(target, "same")));

    OutcomeCounts outcomes = carriedOut(readBack(plan));

    assertThat(outcomes.copiedCount()).isEqualTo(2);
    assertThat(outcomes.skippedCount()).isEqualTo(1);
    assertThat(outcomes.total()).isEqualTo(plan.size());
    assertThat(target.text("new")).contains("new");
    assertThat(target.text("changed")).contains("content");
  }

  private OutcomeCounts carriedOut(List<Action> plan) throws Exception {
    SyncPolicy policy = new SyncPolicy(Comparison.SIZE_AND_MD5, Mode.SYNC, SyncPolicy.Deletion.OFF);
    Tuning tuning = EngineHarness.SMALL;
    SyncRequest request = new SyncRequest(source, target, policy, KeyFilter.EVERYTHING, tuning);
    RunFigures figures = new RunFigures(RunObserver.SILENT, Time.SYSTEM);
    Cancellation cancellation = new Cancellation();
    try (BlockingIo cpu = BlockingIo.forCpu()) {
      TransferLimits limits =
          new TransferLimits(
              new BytePermits(tuning.memoryBytes()),
              new RateLimit(0, Time.SYSTEM),
              cpu,
              tuning.partsAtOnce(),
              Time.SYSTEM);
      ActionExecutor executor =
          ActionExecutor.of(
              policy,
              Sides.of(source, target, false),
              limits,
              figures.inFlight(),
              figures::readToCompare);
      try (CarryOut carryOut =
              new CarryOut(
                  request,
                  executor,
                  figures,
                  new RunEnding(cancellation),
                  cancellation,
                  () ->
                      new Spool<>(
                          new ActionCodec(),
                          tuning.plannedInMemory(),
                          tuning.temporaryFolder(),
                          Descriptors.untold(Time.SYSTEM)));
          WorkerGroup group = WorkerGroup.ofVirtual("carry-out")) {
        carryOut.start(
            group,
            new SlowStart(tuning.transferWorkers(), Time.SYSTEM, ProcessorLoad.ofMachine()),
            () -> false);
        for (Action action : plan) {
          carryOut.accept(action);
        }
        carryOut.end();
        group.join();
      }
    }
    return figures.ledger().counts();
  }
}
