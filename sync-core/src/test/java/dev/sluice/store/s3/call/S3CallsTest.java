package dev.sluice.store.s3.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.RetryPolicy;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.SourceFailure;
import dev.sluice.store.s3.config.S3Runtime;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

class S3CallsTest {

  private static final S3Address HERE = new S3Address("b", "k");
  private static final RetryPolicy FOUR =
      new RetryPolicy(4, Duration.ofMillis(100), Duration.ofSeconds(1));

  private final FakeTime time = new FakeTime();
  private final BlockingIo cpu = BlockingIo.forCpu();
  private final S3Calls calls = calls(8);
  private final AtomicInteger attempts = new AtomicInteger();

  private S3Calls calls(int concurrency) {
    return new S3Calls(new S3Runtime(time, new Random(1), FOUR, cpu), concurrency, "the service");
  }

  @AfterEach
  void stop() {
    cpu.close();
  }

  private static RuntimeException answer(int status) {
    return (RuntimeException) S3Exception.builder().statusCode(status).message("no").build();
  }

  @Test
  void a_passing_fault_is_tried_again_after_a_pause() throws Exception {
    String result =
        calls.call(
            S3Operation.GET,
            HERE,
            () -> {
              if (attempts.incrementAndGet() < 3) {
                throw new IOException("reset");
              }
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(time.slept()).hasSize(2);
    assertThat(calls.figures().requests()).containsEntry(S3Operation.GET, 3L);
    assertThat(calls.figures().retries()).containsEntry(S3Operation.GET, 2L);
    assertThat(calls.figures().totalRequests()).isEqualTo(3);
  }

  @Test
  void it_gives_up_after_the_last_attempt_and_says_so() {
    assertThatThrownBy(() ->
            calls.call(
                S3Operation.PUT,
                HERE,
                () -> {
                  attempts.incrementAndGet();
                  throw answer(500);
                }))
        .isInstanceOf(StoreException.class)
        .hasMessage("write s3://b/k: server error (500), after 4 attempts")
        .hasCauseInstanceOf(S3Exception.class);
    assertThat(attempts).hasValue(4);
  }

  @Test
  void what_cannot_heal_is_tried_once() {
    assertThatThrownBy(() -> calls.call(S3Operation.GET, HERE, () -> fail(answer(403))))
        .extracting(e -> ((StoreException) e).kind())
        .isEqualTo(Kind.DENIED);
    assertThat(attempts).hasValue(1);
    assertThat(time.slept()).isEmpty();
  }

  private String fail(RuntimeException e) {
    attempts.incrementAndGet();
    throw e;
  }

  @Test
  void a_request_to_slow_down_halves_the_limit_and_good_answers_raise_it_again() throws Exception {
    calls.call(
        S3Operation.GET, HERE, () -> attempts.incrementAndGet() == 1 ? fail(answer(503)) : "ok");
    assertThat(calls.figures().limit()).isEqualTo(4);
    assertThat(calls.figures().throttled()).isOne();

    for (int i = 0; i < 100; i++) {
      calls.call(S3Operation.GET, HERE, () -> "ok");
    }
    assertThat(calls.figures().limit()).isEqualTo(8);
    assertThat(calls.figures().lowestLimit()).isEqualTo(4);
  }

  @Test
  void a_failure_of_the_source_passes_through_as_it_is() {
    StoreException source = new StoreException(Kind.CHANGED, "changed");
    assertThatThrownBy(() ->
            calls.call(
                S3Operation.PUT,
                HERE,
                () -> {
                  attempts.incrementAndGet();
                  throw new IOException(new SourceFailure(source));
                }))
        .isSameAs(source);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void a_service_that_never_answered_is_given_up_sooner_than_one_that_did() throws Exception {
    S3Calls.Attempt<String> refused =
        () -> {
          attempts.incrementAndGet();
          throw new ConnectException("refused");
        };
    assertThatThrownBy(() -> calls.call(S3Operation.LIST, HERE, refused))
        .extracting(e -> ((StoreException) e).kind())
        .isEqualTo(Kind.UNREACHABLE);
    assertThat(attempts).hasValue(3);

    attempts.set(0);
    calls.call(S3Operation.LIST, HERE, () -> "ok");
    assertThatThrownBy(() -> calls.call(S3Operation.LIST, HERE, refused))
        .isInstanceOf(StoreException.class);
    assertThat(attempts).hasValueGreaterThan(4);
  }

  @Test
  void an_interrupted_attempt_ends_as_an_interruption_and_frees_its_permit() throws Exception {
    S3Calls one = calls(1);
    assertThatThrownBy(() ->
            one.call(
                S3Operation.GET,
                HERE,
                () -> {
                  Thread.currentThread().interrupt(); // as a socket closed by it leaves things
                  throw new IOException("Closed by interrupt");
                }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(one.<String>call(S3Operation.GET, HERE, () -> "free")).isEqualTo("free");
  }

  @Test
  void a_request_within_a_request_needs_no_second_permit() throws Exception {
    S3Calls one = calls(1);
    String result =
        one.call(
            S3Operation.PUT,
            HERE,
            () -> one.<String>call(S3Operation.GET, HERE, () -> "from the same service"));

    assertThat(result).isEqualTo("from the same service");
    assertThat(one.<String>call(S3Operation.GET, HERE, () -> "free")).isEqualTo("free");
  }

  @Test
  void a_defect_frees_its_permit_too() throws Exception {
    S3Calls one = calls(1);
    assertThatThrownBy(
            () -> one.call(S3Operation.GET, HERE, () -> fail(new IllegalStateException("defect"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(one.<String>call(S3Operation.GET, HERE, () -> "free")).isEqualTo("free");
  }
}
