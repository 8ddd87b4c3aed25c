package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.work.WorkerGroup;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DescriptorsTest {

  private final IOException noneLeft = new FileSystemException("/a", null, "Too many open files");

  private final FakeTime time = new FakeTime();
  private final List<String> warnings = new ArrayList<>();
  private final Descriptors descriptors = new Descriptors(time, warnings::add);

  /// An opening that finds no descriptor so many times.
  private Descriptors.Opening<String, RuntimeException> failing(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return () -> {
      if (left.getAndDecrement() > 0) {
        throw noneLeft;
      }
      return "open";
    };
  }

  @Test
  void where_there_is_none_left_it_is_tried_again_until_there_is() throws IOException {
    assertThat(descriptors.open(failing(5))).isEqualTo("open");

    assertThat(time.slept())
        .containsExactly(
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(40),
            Duration.ofMillis(80),
            Duration.ofMillis(160));
  }

  @Test
  void it_is_told_once_with_what_to_do() throws IOException {
    descriptors.open(failing(5));
    descriptors.open(failing(5));

    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("too many open files")
        .contains("ulimit -n");
  }

  @Test
  void nothing_is_told_and_nobody_waits_where_there_are_enough() throws IOException {
    descriptors.open(failing(0));

    assertThat(warnings).isEmpty();
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void what_lasts_for_a_minute_is_given_up_and_then_at_once() {
    assertThatThrownBy(() -> descriptors.open(failing(1_000_000))).isSameAs(noneLeft);
    long pauses = time.slept().size();
    assertThat(time.slept().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));

    assertThatThrownBy(() -> descriptors.open(failing(1_000_000))).isSameAs(noneLeft);
    assertThat(time.slept()).hasSize((int) pauses);
  }

  @Test
  void what_could_be_opened_meanwhile_gives_the_others_another_minute() throws IOException {
    for (int i = 0; i < 4; i++) {
      descriptors.open(failing(30));
    }
    assertThat(time.nanos()).isGreaterThan(Duration.ofMinutes(1).toNanos());
  }

  @Test
  void other_failures_are_none_of_its_business() {
    IOException other = new NoSuchFileException("/a");
    assertThatThrownBy(() ->
            descriptors.open(() -> {
              throw other;
            }))
        .isSameAs(other);
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void an_interruption_ends_the_wait_and_is_kept() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> descriptors.open(failing(1_000_000))).isSameAs(noneLeft);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void the_words_are_known_wherever_they_stand() {
    assertThat(Descriptors.areExhausted(new SocketException("Too many open files"))).isTrue();
    assertThat(
            Descriptors.areExhausted(
                new FileSystemException("/a", null, "too many open files in system")))
        .isTrue();
    assertThat(
            Descriptors.areExhausted(
                new IllegalStateException("it failed", new IOException("Too many open files"))))
        .isTrue();
    assertThat(Descriptors.areExhausted(new IOException("No space left on device"))).isFalse();
    assertThat(Descriptors.areExhausted(null)).isFalse();
  }

  /// All threads of the pool wait for a descriptor, which another call is to give back.
  @Test
  void whoever_waits_on_a_pool_leaves_a_thread_to_those_who_close() throws Exception {
    CountDownLatch waiting = new CountDownLatch(2);
    CountDownLatch closed = new CountDownLatch(1);
    Time untilClosed =
        new PausingTime() {
          @Override
          public void sleep(Duration duration) throws InterruptedException {
            waiting.countDown();
            closed.await();
          }
        };
    Descriptors scarce = Descriptors.untold(untilClosed);
    try (BlockingIo io = new BlockingIo("test-io", 2);
        WorkerGroup group = WorkerGroup.ofVirtual("opening")) {
      for (int i = 0; i < 2; i++) {
        group.fork(() -> io.<String, IOException>call(() -> scarce.open(failing(1))));
      }
      waiting.await();

      io.<Boolean, RuntimeException>call(() -> {
        closed.countDown();
        return true;
      });
      group.join();
    }
  }
}
