package dev.sluice.flow;

import java.time.Duration;
import java.time.Instant;

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
      };

  /// A monotonic reading in nanoseconds, for measuring spans; its zero means nothing.
  long nanos();

  /// The time of day.
  Instant now();

  /// Waits.
  void sleep(Duration duration) throws InterruptedException;
}
