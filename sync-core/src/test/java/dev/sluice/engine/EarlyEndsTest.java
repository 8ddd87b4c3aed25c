package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.CancellableTime;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.Uninterruptibly;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.transfer.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How a run ends that is asked to, by a signal or by itself.
@Timeout(60)
class EarlyEndsTest {

  private final EngineHarness run = EngineHarness.betweenServices();

  private void putNumbered(int count) {
    for (int i = 0; i < count; i++) {
      run.source.put("k%03d".formatted(i), "content " + i);
    }
  }

  @Test
  void a_transfer_that_does_not_even_end_when_broken_off_is_left_and_the_report_adds_up()
      throws Exception {
    putNumbered(100);
    CountDownLatch hangs = new CountDownLatch(1);
    AtomicInteger writes = new AtomicInteger();
    run.target.setHook((operation, _) -> {
      if (operation == Operation.WRITE && writes.incrementAndGet() == 10) {
        Thread.ofVirtual().start(run.cancellation::abandon);
        Uninterruptibly.await(hangs);
      }
    });

    SyncReport report = run.runLeavingHandlesOpen();

    assertThat(report.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(report.addsUp()).isTrue();
    assertThat(report.outcomes().notAttempted()).isPositive();
    assertThat(run.warnings).anyMatch(line -> line.contains("did not end when broken off"));
    int told = run.outcomes.size();
    hangs.countDown();
    assertThat(run.outcomes).as("nothing is told after the report").hasSize(told);
  }

  @Test
  void who_pauses_when_a_drain_begins_does_not_begin_anew_and_the_others_finish() throws Exception {
    putNumbered(4);
    CountDownLatch allAreWriting = new CountDownLatch(4);
    Time pauses = new CancellableTime(Time.SYSTEM, run.cancellation);
    run.target.setHook((operation, key) -> {
      if (operation == Operation.WRITE && key != null) {
        allAreWriting.countDown();
        allAreWriting.await();
        if (key.value().equals("k002")) {
          run.cancellation.drain();
          pauses.sleep(Duration.ofDays(1));
        }
      }
    });

    SyncReport report = run.run();

    assertThat(report.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(report.outcomes().copiedCount()).isEqualTo(3);
    assertThat(run.outcomes)
        .filteredOn(Outcome.NotAttempted.class::isInstance)
        .extracting(outcome -> ((Outcome.NotAttempted) outcome).key().value())
        .containsExactly("k002");
  }

  @Test
  void a_lister_or_a_deleter_that_pauses_when_a_drain_begins_ends_and_the_run_reports()
      throws Exception {
    for (Operation paused : new Operation[] {Operation.LIST, Operation.DELETE}) {
      EngineHarness each = EngineHarness.betweenServices();
      each.source.put("a", "1");
      each.source.put("b", "1");
      each.target.put("a", "1");
      each.target.put("b", "1");
      each.target.put("c", "1");
      each.deletion = EngineHarness.DELETE;
      Time pauses = new CancellableTime(Time.SYSTEM, each.cancellation);
      each.target.setHook((operation, _) -> {
        if (operation == paused) {
          each.cancellation.drain();
          pauses.sleep(Duration.ofDays(1));
        }
      });
      SyncReport report = each.run();
      assertThat(report.status()).as(paused.name()).isEqualTo(RunStatus.INTERRUPTED);
      assertThat(each.target.keys()).contains("c");
    }
  }

  @Test
  void a_run_that_has_ended_listens_no_more() throws Exception {
    putNumbered(3);
    run.run();
    int before = run.phases.size();
    run.cancellation.abandon();
    assertThat(run.phases).hasSize(before);
    assertThat(run.cancellation.state()).isEqualTo(Cancellation.State.ABANDONED);
  }
}
