package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkPoolTest {

  private record Span(int from, int to) {}

  @Test
  void all_work_is_done_once_and_every_worker_ends_when_the_last_piece_is_finished()
      throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      int size = 20_000;
      BitSet done = new BitSet(size);
      AtomicInteger pieces = new AtomicInteger();
      WorkPool<Span> pool = new WorkPool<>(new Span(0, size));
      try (WorkerGroup group = WorkerGroup.ofVirtual("worker")) {
        for (int i = 0; i < 8; i++) {
          group.fork(() -> work(pool, done, pieces));
        }
        group.join();
      }
      assertThat(done.cardinality()).isEqualTo(size);
      assertThat(pieces.get()).isGreaterThan(1);
    }
  }

  private static void work(WorkPool<Span> pool, BitSet done, AtomicInteger pieces)
      throws InterruptedException {
    Span span;
    while ((span = pool.take()) != null) {
      pieces.incrementAndGet();
      int to = span.to();
      for (int i = span.from(); i < to; i++) {
        synchronized (done) {
          assertThat(done.get(i)).isFalse();
          done.set(i);
        }
        if (pool.isHungry() && to - i > 2) {
          int middle = i + 1 + (to - i) / 2;
          pool.give(new Span(middle, to));
          to = middle;
        }
        if (i % 64 == 0) {
          LockSupport.parkNanos(1);
        }
      }
      pool.done();
    }
  }

  @Test
  void closing_wakes_idle_workers() throws InterruptedException {
    WorkPool<Span> pool = new WorkPool<>(new Span(0, 1));
    assertThat(pool.take()).isNotNull();
    try (WorkerGroup group = WorkerGroup.ofVirtual("idle")) {
      group.fork(() -> assertThat(pool.take()).isNull());
      pool.close();
      group.join();
    }
  }
}
