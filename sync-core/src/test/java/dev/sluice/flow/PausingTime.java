package dev.sluice.flow;

import java.time.Instant;

/// The machine's clock, whose pauses are the test's own.
abstract class PausingTime implements Time {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }
}
