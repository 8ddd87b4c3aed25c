package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.system.SlowStart;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When there come to be more workers. There are 64 to begin with, and may be one more.
@Timeout(60)
class GrowingTest {

  private static final int FIRST = 64;
  private static final int MOST = FIRST + 1;
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

  private static CarryOutHarness harness() {
    return new CarryOutHarness(Mode.SYNC, Deletion.OFF, MOST);
  }

  private static void plan(CarryOutHarness run, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      run.carryOut.accept(run.copyOfNew("k%03d".formatted(i)));
    }
  }

  /// Workers whose processors have been idle at the first look already.
  private static SlowStart idle(CarryOutHarness run) {
    SlowStart size = new SlowStart(MOST, run.time, () -> OptionalDouble.of(0.1));
    assertThat(size.grow()).isZero();
    return size;
  }

  @Test
  void more_come_while_processors_are_idle_and_work_waits() throws Exception {
    try (CarryOutHarness run = harness();
        WorkerGroup group = WorkerGroup.ofVirtual("worker")) {
      SlowStart size = idle(run);
      CountDownLatch allAreBusy = new CountDownLatch(FIRST);
      CountDownLatch oneHasEnded = new CountDownLatch(FIRST + 1);
      CountDownLatch oneMoreIsBusy = new CountDownLatch(FIRST + 2);
      Semaphore maySend = new Semaphore(0);
      run.target.setHook((_, _) -> {
        allAreBusy.countDown();
        oneHasEnded.countDown();
        oneMoreIsBusy.countDown();
        maySend.acquire();
      });
      plan(run, FIRST + 2);
      run.carryOut.start(group, size, () -> false);
      run.carryOut.end();
      allAreBusy.await();
      run.time.advance(LOOK_INTERVAL);
      maySend.release();
      oneHasEnded.await();
      assertThat(size.size()).isEqualTo(MOST);
      oneMoreIsBusy.await();
      maySend.release(MOST);
      group.join();
      assertThat(run.counts().copiedCount()).isEqualTo(FIRST + 2);
    }
  }

  /// Every copy takes a look's interval.
  private static void letTimePass(CarryOutHarness run) {
    run.target.setHook((_, _) -> run.time.advance(LOOK_INTERVAL));
  }

  @Test
  void none_come_while_a_store_asks_for_fewer_requests() throws Exception {
    try (CarryOutHarness run = harness()) {
      SlowStart size = idle(run);
      letTimePass(run);
      plan(run, 3 * FIRST);
      run.transfer(size, () -> true);
      assertThat(size.size()).isEqualTo(FIRST);
    }
  }

  @Test
  void none_come_where_nothing_waits() throws Exception {
    try (CarryOutHarness run = harness()) {
      SlowStart size = idle(run);
      letTimePass(run);
      plan(run, 1);
      run.transfer(size, () -> false);
      assertThat(size.size()).isEqualTo(FIRST);
    }
  }

  @Test
  void none_come_before_it_is_time_to_look() throws Exception {
    try (CarryOutHarness run = harness()) {
      SlowStart size = idle(run);
      plan(run, 3 * FIRST);
      run.transfer(size, () -> false);
      assertThat(size.size()).isEqualTo(FIRST);
    }
  }

  @Test
  void how_long_copies_take_shows_that_latency_is_what_is_waited_for() throws Exception {
    try (CarryOutHarness run = harness();
        WorkerGroup group = WorkerGroup.ofVirtual("worker")) {
      SlowStart size = new SlowStart(MOST, run.time, () -> OptionalDouble.of(1));
      AtomicInteger begun = new AtomicInteger();
      CountDownLatch allAreBusy = new CountDownLatch(FIRST);
      CountDownLatch allAreBusyAgain = new CountDownLatch(2 * FIRST);
      CountDownLatch oneHasEnded = new CountDownLatch(2 * FIRST + 1);
      CountDownLatch firstMaySend = new CountDownLatch(1);
      Semaphore maySend = new Semaphore(0);
      run.target.setHook((_, _) -> {
        boolean isFirst = begun.incrementAndGet() <= FIRST;
        allAreBusy.countDown();
        allAreBusyAgain.countDown();
        oneHasEnded.countDown();
        if (isFirst) {
          firstMaySend.await();
        } else {
          maySend.acquire();
        }
      });
      plan(run, 3 * FIRST);
      run.carryOut.start(group, size, () -> false);
      run.carryOut.end();
      Duration latency = LOOK_INTERVAL.minusMillis(1);
      allAreBusy.await();
      run.time.advance(latency);
      firstMaySend.countDown();
      allAreBusyAgain.await();
      run.time.advance(latency);
      maySend.release();
      oneHasEnded.await();
      assertThat(size.size())
          .as("65 copies of 199 ms in 398 ms: half of the workers could do that, if others waited")
          .isEqualTo(MOST);
      maySend.release(3 * FIRST);
      group.join();
    }
  }
}
