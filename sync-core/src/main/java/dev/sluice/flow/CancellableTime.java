package dev.sluice.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/// A clock whose pauses a cancellation ends, when a drain begins: whoever waits for a service to
/// recover, or for its turn under a limit, is about to begin something, and nothing more is to be
/// begun. Pauses within a [CleanUp] are kept. Thread-safe.
public final class CancellableTime implements Time {

  private final Time time;
  private final Cancellation cancellation;

  /// @param time the clock
  /// @param cancellation by which the end is asked for
  public CancellableTime(Time time, Cancellation cancellation) {
    this.time = time;
    this.cancellation = cancellation;
  }

  @Override
  public long nanos() {
    return time.nanos();
  }

  @Override
  public Instant now() {
    return time.now();
  }

  /// Waits.
  ///
  /// @throws InterruptedException if the caller was interrupted, or the end was asked for
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (CleanUp.isUnderWay()) {
      time.sleep(duration);
    } else if (cancellation.awaitDrain(duration, time)) {
      throw new InterruptedException("asked to end, which a pause does not outlast");
    }
  }

  @Override
  public boolean await(CountDownLatch latch, Duration atMost) throws InterruptedException {
    return time.await(latch, atMost);
  }
}
