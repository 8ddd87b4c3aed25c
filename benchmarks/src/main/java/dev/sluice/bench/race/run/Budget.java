package dev.sluice.bench.race.run;

import dev.sluice.bench.race.jobs.Job;
import java.time.Duration;
import java.util.List;

/// The time for all jobs together, dealt out by their weights. What one leaves over goes to the
/// next.
public final class Budget {

  private final long endNanos;

  /// Begins now.
  ///
  /// @param minutes from now
  public Budget(double minutes) {
    this.endNanos = System.nanoTime() + (long) Math.min(Long.MAX_VALUE / 4.0, minutes * 60e9);
  }

  /// The time for the first of the jobs that are still to be run.
  public Duration share(List<Job> left) {
    double weights = left.stream().mapToInt(Job::weight).sum();
    long leftNanos = Math.max(0, endNanos - System.nanoTime());
    return Duration.ofNanos((long) (leftNanos * (left.getFirst().weight() / weights)));
  }
}
