package dev.sluice.store.s3.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ProcessCredentialsProvider;

@Timeout(60)
class TimelyCredentialsTest {

  private static final AwsCredentials GIVEN = AwsBasicCredentials.create("ak", "sk");

  @TempDir private Path folder;

  @Test
  void a_credential_process_that_hangs_is_given_up_and_ended() throws Exception {
    Path pid = folder.resolve("pid");
    TimelyCredentials credentials =
        new TimelyCredentials(
            ProcessCredentialsProvider.builder()
                .command(List.of("sh", "-c", "echo $$ > " + pid + "; exec sleep 1000"))
                .build(),
            Duration.ofSeconds(2),
            Duration.ZERO);

    assertThatThrownBy(credentials::resolveCredentials)
        .isInstanceOf(MissingCredentialsException.class)
        .hasMessageContaining("has not done so for 2 s");
    long process = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(process).ifPresent(handle -> handle.onExit().join());
  }

  @Test
  void what_was_given_is_good_for_a_moment_and_a_failure_passes_through() {
    AtomicInteger asked = new AtomicInteger();
    TimelyCredentials credentials =
        new TimelyCredentials(
            () -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("the reason");
              }
              return GIVEN;
            },
            Duration.ofMinutes(1),
            Duration.ofHours(1));
    assertThatThrownBy(credentials::resolveCredentials).hasMessage("the reason");
    assertThat(credentials.resolveCredentials()).isSameAs(GIVEN);
    assertThat(credentials.resolveCredentials()).isSameAs(GIVEN);
    assertThat(asked).hasValue(2);
  }

  @Test
  void whoever_waits_can_be_interrupted() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    TimelyCredentials credentials =
        new TimelyCredentials(
            () -> {
              asked.countDown();
              boolean _ = catchThrowable(never::await) == null;
              return GIVEN;
            },
            Duration.ofMinutes(1),
            Duration.ofHours(1));
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread waiting =
        Thread.ofVirtual().start(() -> thrown.set(catchThrowable(credentials::resolveCredentials)));
    asked.await();
    waiting.interrupt();
    waiting.join();

    assertThat(Interruption.isCauseOf(Objects.requireNonNull(thrown.get()))).isTrue();
  }
}
