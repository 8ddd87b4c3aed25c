package dev.sluice.store.s3.config;

import dev.sluice.flow.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;

/// Credentials that come in time or not at all: a `credential_process` that waits for a password,
/// or a service that gives them and hangs, would stop a run before its first request, and in
/// silence.
///
/// The provider is asked on a thread of its own, which can be left to itself, by one caller at a
/// time; what it gave may be good for a moment. Thread-safe.
public final class TimelyCredentials implements AwsCredentialsProvider {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  /// Many ask at once, and the SDK for each request.
  private static final Duration KEPT = Duration.ofMillis(100);

  private record Given(AwsCredentials credentials, long atNanos) {}

  private final AwsCredentialsProvider provider;
  private final Duration atMost;
  private final long keptNanos;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Given latest;

  /// The question that is being waited for.
  private volatile @Nullable Asked asked;

  /// A question put to the provider.
  private static final class Asked {
    private final long sinceNanos = System.nanoTime();
    private boolean isGiven;
  }

  /// The same provider, but that it is waited for no longer than a minute.
  public static AwsCredentialsProvider of(AwsCredentialsProvider provider) {
    return provider instanceof AnonymousCredentialsProvider || provider instanceof TimelyCredentials
        ? provider
        : new TimelyCredentials(provider, A_MINUTE, KEPT);
  }

  /// @param provider gives them, and keeps and refreshes them by its own rules
  /// @param atMost how long to wait for them
  /// @param kept for how long what it gave is good without asking again
  TimelyCredentials(AwsCredentialsProvider provider, Duration atMost, Duration kept) {
    this.provider = provider;
    this.atMost = atMost;
    this.keptNanos = kept.toNanos();
  }

  /// The credentials, in time.
  ///
  /// @throws MissingCredentialsException if they did not come in time
  /// @throws RuntimeException as the provider throws
  @Override
  public AwsCredentials resolveCredentials() {
    AwsCredentials known = fresh();
    if (known != null) {
      return known;
    }
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    try {
      AwsCredentials meanwhile = fresh();
      if (meanwhile != null) {
        return meanwhile;
      }
      AwsCredentials given = ask();
      latest = new Given(given, System.nanoTime());
      return given;
    } finally {
      lock.unlock();
    }
  }

  /// What was given is good no longer: the provider is asked the next time.
  public void forget() {
    latest = null;
  }

  private @Nullable AwsCredentials fresh() {
    Given given = latest;
    return given != null && System.nanoTime() - given.atNanos() < keptNanos
        ? given.credentials()
        : null;
  }

  /// The provider, if it has let its caller wait for `atLeast`. Never blocks; one thread asks.
  public List<Unanswered> unanswered(Duration atLeast) {
    Asked current = asked;
    Duration age =
        current == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - current.sinceNanos);
    if (current == null || age.compareTo(atLeast) < 0) {
      return List.of();
    }
    boolean isNew = !current.isGiven;
    current.isGiven = true;
    return List.of(new Unanswered("get", "credentials", null, age, isNew));
  }

  private AwsCredentials ask() {
    asked = new Asked();
    try {
      return askNow();
    } finally {
      asked = null;
    }
  }

  private AwsCredentials askNow() {
    FutureTask<AwsCredentials> task = new FutureTask<>(provider::resolveCredentials);
    Thread.ofPlatform().daemon().name("sluice-credentials").start(task);
    try {
      return task.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (TimeoutException e) {
      giveUp(task);
      throw new MissingCredentialsException(
          "what is to give credentials (a credential_process, a sign-on, a service) has not done so"
              + " for "
              + atMost.toSeconds()
              + " s",
          e);
    } catch (InterruptedException e) {
      giveUp(task);
      throw interrupted(e);
    }
  }

  /// Ends the process that was to give them too, which nobody else would; it may hold the terminal.
  /// The program starts no others that outlast a moment.
  private static void giveUp(FutureTask<AwsCredentials> task) {
    task.cancel(true);
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }

  private static AbortedException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return AbortedException.create("interrupted while it waited for credentials", cause);
  }
}
