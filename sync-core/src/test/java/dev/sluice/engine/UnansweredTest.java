package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.diff.Comparison;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.Uninterruptibly;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class UnansweredTest {

  @TempDir Path folder;

  @Test
  void a_call_that_hangs_is_told_with_its_path_and_since_when() throws Exception {
    FakeTime time = new FakeTime();
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    List<String> warnings = new ArrayList<>();
    RunObserver observer =
        new RunObserver() {
          @Override
          public void warning(String message) {
            warnings.add(message);
          }
        };
    try (BlockingIo files = new BlockingIo("files", 2);
        BlockingIo cpu = BlockingIo.forCpu();
        LocalStore source =
            LocalStore.open(folder, new LocalOptions(false, false, false, time), files, cpu)) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              files.<Boolean, RuntimeException>call(() -> {
                BlockingIo.at("stat", Path.of("/mnt/gone/x"));
                begun.countDown();
                Uninterruptibly.await(hangs);
                return true;
              });
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      begun.await();
      SyncRequest request =
          new SyncRequest(
              source,
              MemoryStore.named("to"),
              new SyncPolicy(Comparison.SIZE, Mode.SYNC, Deletion.OFF),
              KeyFilter.EVERYTHING,
              Tuning.DEFAULT);
      Unanswered unanswered = new Unanswered(request, observer, time::now);
      unanswered.look();
      assertThat(warnings).isEmpty();
      time.advance(Duration.ofSeconds(30));
      unanswered.look();
      unanswered.look();
      hangs.countDown();
    }
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("no answer for 30 s, since 2026-01-02T03:04:05Z: stat /mnt/gone/x");
  }
}
