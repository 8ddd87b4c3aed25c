package dev.sluice.flow;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How often and after which pauses a call that failed in passing is tried again: exponential
/// back-off with full jitter, a random pause between nothing and a bound that doubles. Source:
/// "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
///
/// @param maxAttempts attempts in all, at least 1
/// @param baseDelay the bound of the first pause
/// @param maxDelay the bound that no pause exceeds
/// @param outage how long a service that does not answer at all is waited for, from the first
///   attempt that found it away; such attempts are not among the `maxAttempts`
public record RetryPolicy(int maxAttempts, Duration baseDelay, Duration maxDelay, Duration outage) {

  /// How long a service is waited for unless told otherwise.
  public static final Duration DEFAULT_OUTAGE = Duration.ofMinutes(5);

  /// What a nightly run should outlive: about a minute of requests that fail, and five in which the
  /// service is away.
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(20));

  /// What somebody who waits for the answer bears.
  public static final RetryPolicy BRIEF =
      new RetryPolicy(3, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(5));

  /// @throws IllegalArgumentException if there would be no attempt, or less than no time
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts " + maxAttempts);
    }
    if (outage.isNegative()) {
      throw new IllegalArgumentException("outage " + outage);
    }
  }

  /// Makes a policy with the usual time for an outage.
  public RetryPolicy(int maxAttempts, Duration baseDelay, Duration maxDelay) {
    this(maxAttempts, baseDelay, maxDelay, DEFAULT_OUTAGE);
  }

  /// The same, waiting so long for a service that is away.
  public RetryPolicy withOutage(Duration atMost) {
    return new RetryPolicy(maxAttempts, baseDelay, maxDelay, atMost);
  }

  /// The pause after the given failed attempt.
  ///
  /// @param attempt which attempt failed, from 1
  public Duration delayAfter(int attempt, RandomGenerator random) {
    long bound = maxDelay.toNanos();
    int doublings = attempt - 1;
    if (doublings < 40 && (baseDelay.toNanos() << doublings) < bound) {
      bound = baseDelay.toNanos() << doublings;
    }
    return Duration.ofNanos(bound <= 0 ? 0 : random.nextLong(bound + 1));
  }
}
