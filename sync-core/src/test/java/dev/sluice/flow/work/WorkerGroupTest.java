package dev.sluice.flow.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.Uninterruptibly;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerGroupTest {

  @Test
  void a_worker_that_throws_stops_the_others_and_join_says_why() throws InterruptedException {
    AtomicBoolean otherWasInterrupted = new AtomicBoolean();
    try (WorkerGroup group = WorkerGroup.ofVirtual("w")) {
      group.fork(() -> {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          otherWasInterrupted.set(true);
          throw e;
        }
      });
      group.fork(() -> {
        throw new IllegalArgumentException("broken");
      });
      assertThatThrownBy(group::join).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(otherWasInterrupted).isTrue();
  }

  @Test
  void those_that_workers_forked_are_waited_for_too() throws InterruptedException {
    AtomicBoolean grandchildWasDone = new AtomicBoolean();
    try (WorkerGroup group = WorkerGroup.ofVirtual("w")) {
      group.fork(() -> group.fork(() -> group.fork(() -> grandchildWasDone.set(true))));
      group.join();
      assertThat(grandchildWasDone).isTrue();
    }
  }

  @Test
  void interrupting_all_ends_the_group_without_a_failure() throws InterruptedException {
    try (WorkerGroup group = WorkerGroup.ofVirtual("w")) {
      group.fork(() -> new CountDownLatch(1).await());
      group.interruptAll();
      group.join();
    }
  }

  @Test
  void workers_that_do_not_end_are_no_longer_waited_for_once_abandoned()
      throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    try (WorkerGroup group = WorkerGroup.ofVirtual("w")) {
      group.fork(() -> {
        begun.countDown();
        Uninterruptibly.await(hangs);
      });
      begun.await();
      group.interruptAll();
      group.abandon();
      group.join();
    }
    hangs.countDown();
  }

  @Test
  void an_interruption_that_comes_from_elsewhere_reaches_whoever_joins_as_one()
      throws InterruptedException {
    try (WorkerGroup group = WorkerGroup.ofVirtual("w")) {
      group.fork(() -> {
        throw new InterruptedException("a pause was ended");
      });
      assertThatThrownBy(group::join).isInstanceOf(InterruptedException.class);
    }
  }
}
