package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CleanUpTest {

  @Test
  void whoever_was_interrupted_cleans_up_all_the_same_and_stays_interrupted() {
    AtomicBoolean wasInterrupted = new AtomicBoolean(true);
    Thread.currentThread().interrupt();

    boolean ended =
        CleanUp.run(
            "tidy",
            Duration.ofSeconds(50),
            () -> wasInterrupted.set(Thread.currentThread().isInterrupted()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).isTrue();
    assertThat(wasInterrupted).isFalse();
  }

  @Test
  void what_hangs_is_left_to_itself() {
    CountDownLatch hangs = new CountDownLatch(1);
    assertThat(CleanUp.run("tidy", Duration.ofMillis(1), () -> Uninterruptibly.await(hangs)))
        .isFalse();
    hangs.countDown();
  }
}
