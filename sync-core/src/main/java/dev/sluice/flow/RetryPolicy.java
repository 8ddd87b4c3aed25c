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
public record RetryPolicy(int maxAttempts, Duration baseDelay, Duration maxDelay) {

  /// What a nightly run should outlive: about a minute of a service that fails.
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(20));

  /// @throws IllegalArgumentException if there would be no attempt
  public RetryPolicy {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("maxAttempts " + maxAttempts);
    }
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
