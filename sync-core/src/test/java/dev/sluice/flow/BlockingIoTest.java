package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BlockingIoTest {

  private final BlockingIo io = new BlockingIo("test-io", 2);

  @AfterEach
  void close() {
    io.close();
  }

  @Test
  void a_call_runs_on_a_platform_thread_of_the_pool() throws InterruptedException {
    Thread thread = io.call(Thread::currentThread);
    assertThat(thread.isVirtual()).isFalse();
    assertThat(thread.getName()).startsWith("test-io");
  }

  @Test
  void what_a_call_throws_reaches_the_caller_as_it_is() {
    IOException thrown = new IOException("as it is");
    assertThatThrownBy(() ->
            io.call(() -> {
              throw thrown;
            }))
        .isSameAs(thrown);
  }

  @Test
  void a_call_from_within_the_pool_runs_in_place_and_cannot_starve_itself()
      throws InterruptedException {
    assertThat(io.<Integer, RuntimeException>call(() -> io.call(() -> io.call(() -> 42))))
        .isEqualTo(42);
  }

  @Test
  void what_comes_after_the_caller_has_given_up_is_released() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<String> released = new CompletableFuture<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                io.<String, RuntimeException>call(
                    () -> {
                      begun.countDown();
                      Uninterruptibly.await(goOn);
                      return "late";
                    },
                    released::complete);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    begun.await();
    caller.interrupt();
    caller.join();
    assertThat(released).isNotDone();
    goOn.countDown();
    assertThat(released.get()).isEqualTo("late");
  }

  @Test
  void what_reaches_the_caller_is_not_released() throws Exception {
    AtomicInteger released = new AtomicInteger();
    for (int i = 0; i < 100; i++) {
      int number = i;
      assertThat(io.<Integer, RuntimeException>call(() -> number, _ -> released.incrementAndGet()))
          .isEqualTo(number);
    }
    assertThat(released).hasValue(0);
  }

  @Test
  void interrupting_the_caller_interrupts_its_call_and_no_later_one() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                io.<Boolean, RuntimeException>call(() -> {
                  begun.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                  }
                  return true;
                });
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    begun.await();
    caller.interrupt();
    interrupted.await();
    caller.join();
    for (int i = 0; i < 20; i++) {
      assertThat(io.<Boolean, RuntimeException>call(() -> Thread.currentThread().isInterrupted()))
          .isFalse();
    }
  }

  /// Calls that hang on all threads.
  private List<HangingCall> hang() throws InterruptedException {
    return List.of(HangingCall.in(io, "read", "a"), HangingCall.in(io, "read", "b"));
  }

  @Test
  void a_clean_up_does_not_wait_behind_calls_that_hang_nor_mind_an_interruption() throws Exception {
    List<HangingCall> hanging = hang();
    AtomicInteger tidied = new AtomicInteger();
    Thread.currentThread().interrupt();

    assertThat(io.cleanUp(Duration.ofSeconds(50), tidied::incrementAndGet)).isTrue();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(tidied).hasValue(1);
    hanging.forEach(HangingCall::release);
  }

  @Test
  void a_clean_up_that_hangs_is_left_to_itself() {
    CountDownLatch hangs = new CountDownLatch(1);
    assertThat(io.cleanUp(Duration.ofMillis(1), () -> Uninterruptibly.await(hangs))).isFalse();
    hangs.countDown();
  }

  @Test
  void after_closing_a_clean_up_is_still_done() {
    io.close();
    AtomicInteger tidied = new AtomicInteger();
    assertThat(io.cleanUp(Duration.ofSeconds(50), tidied::incrementAndGet)).isTrue();
    assertThat(tidied).hasValue(1);
  }

  @Test
  void closing_lets_nobody_wait_for_a_call_whose_turn_will_never_come() throws Exception {
    List<HangingCall> hanging = hang();
    CountDownLatch calling = new CountDownLatch(1);
    CompletableFuture<Throwable> met = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              calling.countDown();
              try {
                io.<Boolean, RuntimeException>call(() -> true);
              } catch (RejectedExecutionException | InterruptedException e) {
                met.complete(e);
              }
            });
    calling.await();
    while (waiting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    io.close();
    assertThat(met.get()).isInstanceOf(RejectedExecutionException.class);
    hanging.forEach(HangingCall::release);
  }

  @Test
  void a_call_may_be_given_up_by_whoever_looks_and_is_not_told_any_more() throws Exception {
    FakeTime time = new FakeTime();
    CountDownLatch hangs = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    IllegalStateException end = new IllegalStateException("enough");
    assertThatThrownBy(() ->
            io.<Boolean, RuntimeException>call(
                () -> {
                  BlockingIo.at("stat", Path.of("/mnt/a"));
                  begun.countDown();
                  Uninterruptibly.await(hangs);
                  return true;
                },
                _ -> {},
                Duration.ofMillis(1),
                () -> {
                  if (looks.incrementAndGet() > 3 && begun.getCount() == 0) {
                    throw end;
                  }
                }))
        .isSameAs(end);
    assertThat(io.unanswered(Duration.ZERO, time)).isEmpty();
    time.advance(Duration.ofHours(1));
    assertThat(io.unanswered(Duration.ZERO, time)).isEmpty();
    hangs.countDown();
  }

  @Test
  void a_call_that_is_looked_at_gives_its_result() throws Exception {
    CountDownLatch looked = new CountDownLatch(3);
    boolean result =
        io.<Boolean, RuntimeException>call(
            () -> {
              Uninterruptibly.await(looked);
              return true;
            },
            _ -> {},
            Duration.ofMillis(1),
            looked::countDown);
    assertThat(result).isTrue();
  }

  @Test
  void a_call_that_does_not_answer_is_new_once_and_again_when_it_hangs_at_another()
      throws Exception {
    FakeTime time = new FakeTime();
    Duration atLeast = Duration.ofSeconds(30);
    CountDownLatch opened = new CountDownLatch(1);
    CountDownLatch atOpen = new CountDownLatch(1);
    CountDownLatch atRead = new CountDownLatch(1);
    CountDownLatch read = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                io.<Boolean, RuntimeException>call(() -> {
                  BlockingIo.at("open", Path.of("/mnt/a"));
                  atOpen.countDown();
                  Uninterruptibly.await(opened);
                  BlockingIo.at("read", Path.of("/mnt/a"));
                  atRead.countDown();
                  Uninterruptibly.await(read);
                  return true;
                });
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    atOpen.await();
    assertThat(io.unanswered(atLeast, time)).isEmpty();
    time.advance(Duration.ofSeconds(29));
    assertThat(io.unanswered(atLeast, time)).isEmpty();
    time.advance(Duration.ofSeconds(1));
    assertThat(io.unanswered(atLeast, time))
        .containsExactly(new Unanswered("open", "/mnt/a", null, atLeast, true));
    assertThat(io.unanswered(atLeast, time))
        .containsExactly(new Unanswered("open", "/mnt/a", null, atLeast, false));
    opened.countDown();
    atRead.await();
    assertThat(io.unanswered(atLeast, time)).isEmpty();
    time.advance(atLeast);
    assertThat(io.unanswered(atLeast, time))
        .containsExactly(new Unanswered("read", "/mnt/a", null, atLeast, true));
    read.countDown();
    caller.join();
    while (!io.unanswered(Duration.ZERO, time).isEmpty()) {
      Thread.onSpinWait(); // the caller has its answer a little before the thread is idle
    }
    time.advance(atLeast);
    assertThat(io.unanswered(atLeast, time)).isEmpty();
    time.advance(atLeast);
    assertThat(io.unanswered(atLeast, time)).as("an idle thread owes no answer").isEmpty();
  }
}
