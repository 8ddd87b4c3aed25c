package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Time;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TimedShutdownTest {

  private final Cancellation cancellation = new Cancellation();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> steps = new ArrayList<>();
  private Duration now = Duration.ZERO;

  /// A clock that is only slept on, by one thread.
  private final Time time =
      new Time() {
        @Override
        public long nanos() {
          return now.toNanos();
        }

        @Override
        public Instant now() {
          return Instant.EPOCH.plus(now);
        }

        @Override
        public void sleep(Duration duration) {
          now = now.plus(duration);
        }
      };

  private TimedShutdown ending() {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    cancellation.onDrain(() -> steps.add("drain at " + now));
    cancellation.onStop(() -> steps.add("stop at " + now));
    cancellation.onAbandon(() -> steps.add("abandon at " + now));
    return new TimedShutdown(
        cancellation,
        new Console(stream, stream, Screen.NONE),
        time,
        () -> steps.add("end at " + now));
  }

  @Test
  void with_nothing_under_way_the_program_is_gone_within_a_second() {
    ending().requested();

    assertThat(steps).containsSubsequence("drain at PT0S", "end at PT0.7S");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("sluice: interrupted\n");
  }

  @Test
  void what_is_under_way_has_its_grace_then_time_to_tidy_then_time_to_report() {
    TimedShutdown ending = ending();
    try (Registration _ = cancellation.underWay(Duration.ofSeconds(10))) {
      ending.requested();
    }
    assertThat(steps)
        .containsExactly("drain at PT0S", "stop at PT10S", "abandon at PT15S", "end at PT15.7S");
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("for at most 10 s");
  }

  @Test
  void the_second_request_leaves_within_two_seconds() throws Exception {
    TimedShutdown ending = ending();
    CountDownLatch drained = new CountDownLatch(1);
    CountDownLatch secondIsThrough = new CountDownLatch(1);
    try (Registration _ = cancellation.underWay(Duration.ofDays(1));
        Registration _ =
            cancellation.onDrain(() -> {
              drained.countDown();
              awaitQuietly(secondIsThrough);
            })) {
      Thread first = Thread.ofVirtual().start(ending::requested);
      drained.await();
      ending.requested();
      List<String> soFar = List.copyOf(steps);
      secondIsThrough.countDown();
      first.join();

      assertThat(soFar)
          .containsExactly("drain at PT0S", "stop at PT0S", "abandon at PT0.9S", "end at PT1.6S");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
