package dev.sluice.flow.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkPoolTest {

  private static final int SIZE = 20_000;

  private record Span(int from, int to) {}

  @Test
  void all_work_is_done_once_and_every_worker_ends_when_the_last_piece_is_finished()
      throws InterruptedException {
    for (int round = 0; round < 50; round++) {
      int size = SIZE;
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
    WorkPool<Span>.Piece piece;
    while ((piece = pool.take()) != null) {
      pieces.incrementAndGet();
      work(piece, done);
    }
  }

  private static void work(WorkPool<Span>.Piece piece, BitSet done) {
    try (piece) {
      int[] to = {piece.work().to()};
      shareWhatIsWhole(piece, to);
      for (int i = piece.work().from(); i < to[0]; i++) {
        synchronized (done) {
          assertThat(done.get(i)).isFalse();
          done.set(i);
        }
        int from = i + 1;
        piece.share(
            to[0] - from,
            most -> {
              List<Span> parts = split(from, to[0], most);
              to[0] = parts.isEmpty() ? to[0] : parts.getFirst().from();
              return parts;
            });
        if (i % 64 == 0) {
          LockSupport.parkNanos(1);
        }
      }
    }
  }

  /// Else one worker may be through before another has begun.
  private static void shareWhatIsWhole(WorkPool<Span>.Piece piece, int[] to) {
    int whole = piece.work().to();
    while (whole == SIZE && to[0] == whole && piece.work().from() == 0) {
      piece.share(
          whole,
          most -> {
            List<Span> parts = split(0, whole, most);
            to[0] = parts.getFirst().from();
            return parts;
          });
      LockSupport.parkNanos(1);
    }
  }

  private static List<Span> split(int from, int to, int most) {
    List<Span> parts = new ArrayList<>();
    int count = Math.min(most + 1, to - from);
    for (int i = 1; i < count; i++) {
      parts.add(new Span(from + (to - from) * i / count, from + (to - from) * (i + 1) / count));
    }
    return parts;
  }

  private static <T> WorkPool<T>.Piece taken(WorkPool<T> pool) throws InterruptedException {
    return Objects.requireNonNull(pool.take());
  }

  @Test
  void a_piece_is_parted_among_all_who_are_idle_at_once() throws InterruptedException {
    WorkPool<Span> pool = new WorkPool<>(new Span(0, 100));
    WorkPool<Span>.Piece whole = taken(pool);
    CountDownLatch given = new CountDownLatch(3);
    try (WorkerGroup group = WorkerGroup.ofVirtual("idle")) {
      for (int i = 0; i < 3; i++) {
        group.fork(() -> {
          WorkPool<Span>.Piece piece = taken(pool);
          given.countDown();
          given.await(); // each holds one before any is finished
          piece.close();
        });
      }
      while (given.getCount() > 0) {
        whole.share(100, most -> split(25, 100, most));
        Thread.onSpinWait();
      }
      whole.close();
      group.join();
    }
  }

  @Test
  void the_narrower_of_two_pieces_is_left_alone_and_one_that_cannot_be_parted_is_passed_over()
      throws InterruptedException {
    WorkPool<String> pool = new WorkPool<>("wide");
    WorkPool<String>.Piece wide = taken(pool);
    try (WorkerGroup group = WorkerGroup.ofVirtual("idle")) {
      CountDownLatch taken = new CountDownLatch(1);
      CountDownLatch sharedOnce = new CountDownLatch(1);
      AtomicReference<WorkPool<String>.Piece> other = new AtomicReference<>();
      group.fork(() -> {
        other.set(taken(pool));
        taken.countDown();
        sharedOnce.await(); // a second share would give it a piece, and it would not come back
        pool.take(); // and waits for more
      });
      while (taken.getCount() > 0) {
        wide.share(100, _ -> List.of("narrow"));
        Thread.onSpinWait();
      }
      sharedOnce.countDown();
      WorkPool<String>.Piece narrow = other.get();
      AtomicBoolean asked = new AtomicBoolean();
      wide.share(100, _ -> List.of()); // cannot be parted, whether or not it was asked
      while (!asked.get()) { // asked as soon as the other has come back for more
        wide.share(100, _ -> List.of());
        narrow.share(
            10,
            _ -> {
              asked.set(true);
              return List.of();
            });
        Thread.onSpinWait();
      }
      pool.close();
      group.join();
      narrow.close();
      wide.close();
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
