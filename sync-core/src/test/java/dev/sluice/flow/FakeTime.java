package dev.sluice.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A clock that moves only when told to or slept on. Thread-safe.
public class FakeTime implements Time {

  private final List<Duration> slept = new ArrayList<>();
  private long nanos;
  private Instant origin = Instant.parse("2026-01-02T03:04:05Z");

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized Instant now() {
    return origin.plusNanos(nanos);
  }

  @Override
  public synchronized void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    slept.add(duration);
    nanos += duration.toNanos();
  }

  /// Moves on.
  public synchronized void advance(Duration duration) {
    nanos += duration.toNanos();
  }

  /// Sets the time of day, as an administrator does; spans go on being measured as before.
  public synchronized void setClock(Instant now) {
    origin = now.minusNanos(nanos);
  }

  /// All pauses so far.
  public synchronized List<Duration> slept() {
    return List.copyOf(slept);
  }
}
