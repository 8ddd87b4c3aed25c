package dev.sluice.flow;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps all transfers together at or below a number of bytes a second. Thread-safe.
///
/// Each caller books the time its bytes take behind what is already booked and waits for its own
/// turn, so the long-run rate is exact whatever the sizes, and an idle limit saves up no more than
/// a second's worth.
public final class RateLimit {

  private static final long MAX_SAVED_NANOS = Duration.ofSeconds(1).toNanos();

  private final ReentrantLock lock = new ReentrantLock();
  private final double nanosPerByte;
  private final Time time;
  private long bookedUntilNanos;

  /// @param bytesPerSecond the rate, or 0 for no limit
  public RateLimit(long bytesPerSecond, Time time) {
    this.nanosPerByte = bytesPerSecond <= 0 ? 0 : 1e9 / bytesPerSecond;
    this.time = time;
    this.bookedUntilNanos = time.nanos();
  }

  /// Waits until `bytes` more may pass.
  public void acquire(long bytes) throws InterruptedException {
    if (nanosPerByte == 0) {
      return;
    }
    long waitNanos;
    lock.lock();
    try {
      long now = time.nanos();
      long begin = Math.max(bookedUntilNanos, now - MAX_SAVED_NANOS);
      bookedUntilNanos = begin + (long) (bytes * nanosPerByte);
      waitNanos = bookedUntilNanos - now;
    } finally {
      lock.unlock();
    }
    if (waitNanos > 0) {
      time.sleep(Duration.ofNanos(waitNanos));
    }
  }
}
