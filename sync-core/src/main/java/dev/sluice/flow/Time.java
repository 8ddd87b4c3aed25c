package dev.sluice.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The clock, passed in, so that tests decide what time it is and nobody waits.
public interface Time {

  /// The machine's clock.
  Time SYSTEM =
      new Time() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
          Thread.sleep(duration);
        }

        @Override
        public boolean await(CountDownLatch latch, Duration atMost) throws InterruptedException {
          return latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
      };

  /// A monotonic reading in nanoseconds, for measuring spans; its zero means nothing.
  long nanos();

  /// The time of day.
  Instant now();

  /// Waits.
  void sleep(Duration duration) throws InterruptedException;

  /// Waits until `latch` is open, but no longer than `atMost`.
  ///
  /// @return whether it is open
  default boolean await(CountDownLatch latch, Duration atMost) throws InterruptedException {
    if (latch.getCount() > 0) {
      sleep(atMost);
    }
    return latch.getCount() == 0;
  }
}
