package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancellableTimeTest {

  private final Cancellation cancellation = new Cancellation();
  private final FakeTime clock = new FakeTime();

  @Test
  void a_pause_ends_when_a_drain_begins() throws InterruptedException {
    Time time = new CancellableTime(Time.SYSTEM, cancellation);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<@Nullable InterruptedException> thrown = new AtomicReference<>();
    Thread pausing =
        Thread.ofVirtual()
            .start(() -> {
              begun.countDown();
              try {
                time.sleep(Duration.ofDays(1));
              } catch (InterruptedException e) {
                thrown.set(e);
              }
            });
    begun.await();
    cancellation.drain();
    pausing.join();
    assertThat(thrown.get()).hasMessageContaining("asked to end");
  }

  @Test
  void after_a_drain_there_are_no_pauses() {
    cancellation.drain();
    assertThatThrownBy(() -> new CancellableTime(clock, cancellation).sleep(Duration.ofSeconds(1)))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void without_one_a_pause_takes_its_time() throws InterruptedException {
    new CancellableTime(clock, cancellation).sleep(Duration.ofSeconds(1));
    assertThat(clock.slept()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void cleaning_up_may_pause_all_the_same() {
    cancellation.stop();
    boolean ended =
        CleanUp.run(
            "tidy",
            Duration.ofSeconds(50),
            () -> {
              try {
                new CancellableTime(clock, cancellation).sleep(Duration.ofSeconds(1));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(ended).isTrue();
    assertThat(clock.slept()).containsExactly(Duration.ofSeconds(1));
  }
}
