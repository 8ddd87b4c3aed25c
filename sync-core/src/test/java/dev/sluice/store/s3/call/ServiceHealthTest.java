package dev.sluice.store.s3.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.store.ServiceObserver;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.config.S3Runtime;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A service that is away for a while, and one that does not come back.
@Timeout(60)
class ServiceHealthTest {

  private static final S3Address HERE = new S3Address("b", "k");
  private static final S3Address THERE = new S3Address("b", "other");

  private final FakeTime time = new FakeTime();
  private final BlockingIo cpu = BlockingIo.forCpu();
  private final List<String> told = new ArrayList<>();
  private final AtomicInteger attempts = new AtomicInteger();
  private final S3Calls calls =
      new S3Calls(
          new S3Runtime(
              time,
              new Random(1),
              new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(20)),
              cpu,
              new ServiceObserver() {
                @Override
                public synchronized void away(String service, String said, Duration atMost) {
                  told.add(service + " away: " + said + ", " + atMost.toMinutes() + " min");
                }

                @Override
                public synchronized void back(String service, Duration after) {
                  told.add(service + " back");
                }
              }),
          64,
          "http://host");

  @AfterEach
  void stop() {
    calls.close();
    cpu.close();
  }

  private void answer() throws Exception {
    calls.call(S3Operation.LIST, HERE, () -> "ok");
    time.advance(Duration.ofSeconds(1));
  }

  /// Fails so until the clock stands there.
  private S3Calls.Attempt<String> failingUntil(Duration when, IOException failure) {
    return () -> {
      attempts.incrementAndGet();
      if (time.nanos() < when.toNanos()) {
        throw failure;
      }
      return "done";
    };
  }

  /// Has another call, and returns when that one waits.
  ///
  /// @param end takes what it ended with
  private Thread waiting(S3Calls.Attempt<?> attempt, Consumer<@Nullable Throwable> end) {
    Thread other =
        Thread.ofPlatform()
            .start(() ->
                end.accept(catchThrowable(() -> calls.call(S3Operation.PUT, THERE, attempt))));
    while (other.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return other;
  }

  private StoreException failure(S3Address address, IOException cause) {
    Throwable thrown =
        catchThrowable(
            () -> calls.call(S3Operation.PUT, address, failingUntil(Duration.ofDays(1), cause)));
    assertThat(thrown).isInstanceOf(StoreException.class);
    return (StoreException) thrown;
  }

  @Test
  void an_outage_of_minutes_is_waited_for_and_told_once_when_it_begins_and_when_it_ends()
      throws Exception {
    answer();
    String result =
        calls.call(
            S3Operation.PUT,
            HERE,
            failingUntil(Duration.ofMinutes(4), new ConnectException("refused")));

    assertThat(result).isEqualTo("done");
    assertThat(attempts).hasValueGreaterThan(20);
    assertThat(time.slept()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0);
    assertThat(told)
        .containsExactly("http://host away: no connection: refused, 5 min", "http://host back");
  }

  @Test
  void a_service_that_stays_away_is_unreachable_after_the_time_for_it_and_then_at_once()
      throws Exception {
    answer();
    long from = time.nanos();
    StoreException e = failure(HERE, new ConnectException("refused"));
    Duration waited = Duration.ofNanos(time.nanos() - from);

    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(e).hasMessageContaining("no connection: refused, after ");
    assertThat(waited).isBetween(Duration.ofMinutes(5), Duration.ofSeconds(306));

    attempts.set(0);
    assertThat(failure(THERE, new ConnectException("refused")).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(attempts).hasValue(1);
    answer();
    assertThat(told).hasSize(2).last().isEqualTo("http://host back");
  }

  @Test
  void silence_from_the_first_request_on_is_unreachable() {
    StoreException e = failure(HERE, new SocketTimeoutException("nothing came for 60 s"));

    assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(attempts).hasValue(3);
    assertThat(told).isEmpty();
  }

  @Test
  void a_connection_that_breaks_once_is_not_worth_a_word() throws Exception {
    answer();
    calls.call(
        S3Operation.GET,
        HERE,
        () -> {
          if (attempts.incrementAndGet() == 1) {
            throw new SocketException("Connection reset");
          }
          return "ok";
        });
    assertThat(told).isEmpty();
  }

  @Test
  void a_single_request_that_breaks_for_ever_is_that_entrys_failure() throws Exception {
    answer();
    StoreException e = failure(HERE, new SocketException("Connection reset"));
    assertThat(e.kind()).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void a_broken_connection_while_others_are_answered_is_one_of_a_few_attempts() throws Exception {
    answer();
    Throwable thrown =
        catchThrowable(() ->
            calls.call(
                S3Operation.PUT,
                HERE,
                () -> {
                  attempts.incrementAndGet();
                  time.advance(Duration.ofSeconds(1));
                  calls.health().answered();
                  throw new SocketException("Connection reset");
                }));
    assertThat(((StoreException) thrown).kind()).isEqualTo(Kind.TRANSIENT);
    assertThat(attempts).hasValue(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void a_gateway_without_its_service_is_an_outage_if_it_does_not_say_slow_down(int status)
      throws Exception {
    answer();
    calls.call(
        S3Operation.GET,
        HERE,
        () -> {
          if (attempts.incrementAndGet() < 20) {
            throw S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(
                    AwsErrorDetails.builder()
                        .errorCode(status == 503 ? "XMinioServerNotInitialized" : null)
                        .build())
                .message("no")
                .build();
          }
          return "ok";
        });
    assertThat(attempts).hasValue(20);
    assertThat(told).hasSize(2);
  }

  @Test
  void all_wait_while_one_asks_and_go_on_with_its_answer() throws Exception {
    answer();
    List<Thread> others = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    String result =
        calls.call(
            S3Operation.PUT,
            HERE,
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new ConnectException("refused");
              }
              for (int i = 0; i < 8; i++) {
                others.add(waiting(asked::incrementAndGet, _ -> done.incrementAndGet()));
              }
              assertThat(asked).hasValue(0);
              return "back";
            });
    for (Thread other : others) {
      other.join();
    }
    assertThat(result).isEqualTo("back");
    assertThat(asked).hasValue(8);
    assertThat(done).hasValue(8);
  }

  @Test
  void a_request_that_the_service_cannot_bear_gives_the_turn_to_the_next() throws Exception {
    answer();
    CountDownLatch well = new CountDownLatch(1);
    String result =
        calls.call(
            S3Operation.PUT,
            HERE,
            () -> {
              int number = attempts.incrementAndGet();
              if (number == 2) {
                waiting(() -> "well", _ -> well.countDown());
              }
              if (number < 3) {
                throw new SocketTimeoutException("nothing came");
              }
              well.await();
              return "after the other";
            });
    assertThat(result).isEqualTo("after the other");
  }

  @Test
  void one_who_is_interrupted_while_it_waits_leaves_and_holds_up_nobody() throws Exception {
    answer();
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    String result =
        calls.call(
            S3Operation.PUT,
            HERE,
            () -> {
              int number = attempts.incrementAndGet();
              if (number == 2) {
                Thread other = waiting(() -> "never", thrown::set);
                other.interrupt();
                other.join();
              }
              if (number < 4) {
                throw new ConnectException("refused");
              }
              return "ok";
            });
    assertThat(result).isEqualTo("ok");
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void the_first_silence_is_told_within_ten_seconds_and_its_end_too() throws Exception {
    calls.call(
        S3Operation.LIST,
        HERE,
        () -> {
          time.advance(Duration.ofSeconds(5));
          calls.health().lookForSilence();
          assertThat(told).isEmpty();
          time.advance(Duration.ofSeconds(4));
          calls.health().lookForSilence();
          calls.health().lookForSilence();
          assertThat(told).containsExactly("http://host away: no answer for 9 s, 5 min");
          return "at last";
        });
    assertThat(told).last().isEqualTo("http://host back");
  }
}
