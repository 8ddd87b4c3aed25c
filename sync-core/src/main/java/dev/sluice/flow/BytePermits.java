package dev.sluice.flow;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Bounds the bytes that all workers together hold in memory. Thread-safe and fair: a large request
/// is not overtaken for ever by small ones.
public final class BytePermits {

  /// One permit is this many bytes, so that a semaphore's count reaches into gigabytes.
  private static final int UNIT_BYTES = 1024;

  private final Semaphore units;
  private final int totalUnits;

  /// @param totalBytes how many bytes may be held at once
  public BytePermits(long totalBytes) {
    this.totalUnits = Math.clamp(totalBytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
    this.units = new Semaphore(totalUnits, true);
  }

  /// Waits until `bytes` more may be held.
  ///
  /// @param bytes how many; more than there are in all counts as all there are, so that it is
  ///   granted alone
  /// @return to be closed when they are no longer held
  public Lease acquire(long bytes) throws InterruptedException {
    int wanted = units(bytes);
    units.acquire(wanted);
    return () -> units.release(wanted);
  }

  /// The same without waiting.
  ///
  /// @return null where so many are not to be had now
  public @Nullable Lease tryAcquire(long bytes) {
    int wanted = units(bytes);
    return units.tryAcquire(wanted) ? () -> units.release(wanted) : null;
  }

  private int units(long bytes) {
    return Math.clamp((bytes + UNIT_BYTES - 1) / UNIT_BYTES, 1, totalUnits);
  }

  /// Bytes held until closed, once.
  @FunctionalInterface
  public interface Lease extends AutoCloseable {
    @Override
    void close();
  }
}
