package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.Time;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
import dev.sluice.model.Key;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Store;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// New files whose contents the destination may have wait until it was listed.
@Timeout(60)
class HeldCopiesTest implements RunObserver {

  private static final int FILES = 300;

  /// Whatever it is that is to go.
  private static final Deletion DELETE = new Deletion(true, OptionalLong.empty(), true, false);

  private final MemoryStore source = MemoryStore.named("from");
  private final MemoryStore target = MemoryStore.named("to");

  private void run(Store files, Time time) throws InterruptedException {
    SyncReport report =
        new SyncEngine(time, ProcessorLoad.ofMachine())
            .run(
                new SyncRequest(
                    files,
                    target,
                    new SyncPolicy(Comparison.MD5, Mode.SYNC, DELETE),
                    KeyFilter.EVERYTHING,
                    EngineHarness.SMALL),
                this,
                new Cancellation());
    assertThat(report.addsUp()).isTrue();
    assertThat(report.status()).as("%s", report.failures()).isEqualTo(RunStatus.OK);
  }

  @Test
  void of_a_folder_that_was_renamed_to_stand_before_its_twins_nothing_is_sent() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    for (int i = 0; i < FILES; i++) {
      source.put("a/" + i, "content of " + i);
      target.put("b/" + i, "content of " + i);
    }
    target.setHook((operation, _) -> {
      if (operation == Operation.WRITE) {
        sent.incrementAndGet();
      } else if (operation == Operation.LIST) {
        CarryOutHarness.letOthersRun();
      }
    });
    run(new FilesInMemory(source, _ -> false), Time.SYSTEM);
    assertThat(sent).hasValue(0);
    for (int i = 0; i < FILES; i++) {
      assertThat(target.text("a/" + i)).contains("content of " + i);
    }
  }

  /// Files whose listing hangs before its end.
  private static final class Hanging extends FilesInMemory {
    Hanging(MemoryStore files) {
      super(files, _ -> false);
    }

    @Override
    public List<Unanswered> unanswered(Duration atLeast) {
      return List.of(new Unanswered("list", "/mnt/gone", null, atLeast, true));
    }
  }

  @Test
  void nothing_waits_for_a_listing_that_hangs() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    source.put("a", "content");
    source.put("b", "of this nothing is listed until the other was sent");
    target.put("a0", "something");
    source.setHook((operation, key) -> {
      if (operation == Operation.LIST && Key.of("a").equals(key)) {
        sent.await();
      }
    });
    target.setHook((operation, _) -> {
      if (operation == Operation.WRITE) {
        sent.countDown();
      }
    });
    run(new Hanging(source), new FakeTime());
    assertThat(target.keys()).containsExactly("a", "b");
  }
}
