package dev.sluice.flow.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BufferRingTest {

  private static final int BUFFERS = 3;

  private static <E extends Exception> BufferRing<E> ring(
      long count, BufferRing.Filling<E> filling) {
    return new BufferRing<>("test", BUFFERS, 4, count, filling);
  }

  @Test
  void each_number_is_filled_once_and_taken_in_order() throws Exception {
    Queue<Long> filled = new ConcurrentLinkedQueue<>();
    try (BufferRing<RuntimeException> ring =
        ring(
            100,
            (number, into) -> {
              filled.add(number);
              into[0] = (byte) number;
            })) {
      for (int i = 0; i < 100; i++) {
        assertThat(ring.next()[0]).isEqualTo((byte) i);
      }
      assertThatThrownBy(ring::next).isInstanceOf(IllegalStateException.class);
    }
    assertThat(filled).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void as_many_are_filled_at_once_as_there_are_and_the_first_may_be_the_last_to_be_full()
      throws Exception {
    CountDownLatch others = new CountDownLatch(BUFFERS - 1);
    try (BufferRing<RuntimeException> ring =
        ring(
            BUFFERS,
            (number, into) -> {
              into[0] = (byte) number;
              if (number == 0) {
                others.await();
              } else {
                others.countDown();
              }
            })) {
      assertThat(ring.next()[0]).isZero();
      assertThat(ring.next()[0]).isEqualTo((byte) 1);
    }
  }

  @Test
  void a_failure_comes_when_it_is_its_turn() throws Exception {
    try (BufferRing<IOException> ring =
        ring(
            10,
            (number, _) -> {
              if (number == 2) {
                throw new IOException("broken");
              }
            })) {
      ring.next();
      ring.next();
      assertThatThrownBy(ring::next).isInstanceOf(IOException.class).hasMessage("broken");
    }
  }

  @Test
  void closing_ends_what_is_being_filled() throws Exception {
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    try (BufferRing<RuntimeException> ring =
        ring(
            10,
            (number, _) -> {
              if (number == 1) {
                begun.countDown();
                try {
                  new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                  interrupted.set(true);
                  throw e;
                }
              }
            })) {
      ring.next();
      begun.await();
    }
    assertThat(interrupted).isTrue();
  }
}
