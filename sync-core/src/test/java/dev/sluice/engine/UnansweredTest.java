package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.HangingCall;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Comparison;
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

  /// Hears of a call that hangs, and how many are counted then.
  private static final class Listener implements RunObserver {
    final CountDownLatch told = new CountDownLatch(1);
    final Queue<Unanswered> calls = new ConcurrentLinkedQueue<>();
    private volatile @Nullable ProgressSource progress;
    volatile int counted;

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
    Listener listener = new Listener();
    MemoryStore target = MemoryStore.named("to");
    target.setHook((_, _) -> listener.told.await());
    try (BlockingIo files = new BlockingIo("files", 2);
        BlockingIo cpu = BlockingIo.forCpu();
        LocalStore source =
            LocalStore.open(folder, new LocalOptions(false, false, false, time), files, cpu)) {
      HangingCall call = HangingCall.in(files, "stat", Path.of("/mnt/gone/x"));
      SyncReport report =
          new SyncEngine(time, ProcessorLoad.ofMachine())
              .run(
                  new SyncRequest(
                      source,
                      target,
                      new SyncPolicy(Comparison.SIZE, Mode.SYNC, Deletion.OFF),
                      KeyFilter.EVERYTHING,
                      Tuning.DEFAULT),
                  listener,
                  new Cancellation());
      call.release();
      assertThat(report.status()).isEqualTo(RunStatus.OK);
    }
    assertThat(listener.counted).isPositive();
    assertThat(List.copyOf(listener.calls))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.text()).isEqualTo("stat /mnt/gone/x");
          assertThat(call.age()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
        });
  }
}
