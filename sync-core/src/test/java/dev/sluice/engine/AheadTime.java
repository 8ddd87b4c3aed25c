package dev.sluice.engine;

import dev.sluice.flow.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// The machine's clock, ahead of itself by what a test says: to it, files that were just written
/// are old. Thread-safe.
final class AheadTime implements Time {

  private final AtomicLong aheadNanos;

  AheadTime(Duration ahead) {
    this.aheadNanos = new AtomicLong(ahead.toNanos());
  }

  /// Moves on.
  void advance(Duration by) {
    aheadNanos.addAndGet(by.toNanos());
  }

  @Override
  public long nanos() {
    return System.nanoTime() + aheadNanos.get();
  }

  @Override
  public Instant now() {
    return Instant.now().plusNanos(aheadNanos.get());
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration);
  }
}
