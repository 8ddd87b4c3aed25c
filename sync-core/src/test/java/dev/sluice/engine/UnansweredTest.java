package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.diff.Comparison;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.ProcessorLoad;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.Uninterruptibly;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.ProgressSource;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnansweredTest {

  @TempDir private Path folder;

  /// Hangs in a call to a local file system, until the run has told of it and counts it.
  private static final class Hanging implements RunObserver {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch told = new CountDownLatch(1);
    final Queue<Unanswered> calls = new ConcurrentLinkedQueue<>();
    private volatile @Nullable ProgressSource progress;
    volatile int counted;

    void hangIn(BlockingIo files) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              files.<Boolean, RuntimeException>call(() -> {
                BlockingIo.at("stat", Path.of("/mnt/gone/x"));
                begun.countDown();
                Uninterruptibly.await(told);
                return true;
              });
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }

    @Override
    public void started(RunInfo run, ProgressSource source) {
      progress = source;
    }

    @Override
    public void unanswered(Unanswered call, int others) {
      if (call.call().equals("stat")) { // by this clock any other call takes minutes too
        calls.add(call);
        counted = Objects.requireNonNull(progress).now().unanswered().count();
        told.countDown();
      }
    }
  }

  @Test
  void a_call_that_hangs_is_told_with_its_path_and_counted_in_the_progress() throws Exception {
    FakeTime time = new FakeTime();
    Hanging hanging = new Hanging();
    MemoryStore target = MemoryStore.named("to");
    target.setHook((_, _) -> hanging.told.await());
    try (BlockingIo files = new BlockingIo("files", 2);
        BlockingIo cpu = BlockingIo.forCpu();
        LocalStore source =
            LocalStore.open(folder, new LocalOptions(false, false, false, time), files, cpu)) {
      hanging.hangIn(files);
      hanging.begun.await();
      SyncReport report =
          new SyncEngine(time, ProcessorLoad.ofMachine())
              .run(
                  new SyncRequest(
                      source,
                      target,
                      new SyncPolicy(Comparison.SIZE, Mode.SYNC, Deletion.OFF),
                      KeyFilter.EVERYTHING,
                      Tuning.DEFAULT),
                  hanging,
                  new Cancellation());
      assertThat(report.status()).isEqualTo(RunStatus.OK);
    }
    assertThat(hanging.counted).isPositive();
    assertThat(List.copyOf(hanging.calls))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.text()).isEqualTo("stat /mnt/gone/x");
          assertThat(call.age()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        });
  }
}
