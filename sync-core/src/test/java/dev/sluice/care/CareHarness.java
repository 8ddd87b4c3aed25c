package dev.sluice.care;

import dev.sluice.care.CareRequest.Choice;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Unlisted;
import dev.sluice.store.Store;
import dev.sluice.store.memory.MemoryStore;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// A store in memory, and runs over it.
final class CareHarness implements CareObserver {

  final MemoryStore memory = MemoryStore.named("b");
  final Cancellation cancellation = new Cancellation();
  final Queue<CareOutcome> outcomes = new ConcurrentLinkedQueue<>();
  final Queue<Unlisted> unlisted = new ConcurrentLinkedQueue<>();

  Store store = memory;
  Choice choice = Choice.ALL;
  int workers = 4;
  @Nullable Approval approval;

  CareHarness with(int objects) {
    for (int i = 0; i < objects; i++) {
      memory.put("k%05d".formatted(i), "12345");
    }
    return this;
  }

  CareReport run(CareTask task) throws InterruptedException {
    CareRequest request =
        new CareRequest(
            store, false, choice, workers, 3, Path.of(System.getProperty("java.io.tmpdir")));
    return new CareRun(
            request,
            task,
            approval,
            this,
            new CareRun.Surroundings(
                Time.SYSTEM,
                ProcessorLoad.ofMachine(),
                Descriptors.untold(Time.SYSTEM),
                cancellation))
        .execute();
  }

  @Override
  public void outcome(CareOutcome outcome) {
    outcomes.add(outcome);
  }

  @Override
  public void unlisted(Unlisted part) {
    unlisted.add(part);
  }
}
