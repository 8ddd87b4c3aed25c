package dev.sluice.transfer;

import java.util.concurrent.atomic.AtomicInteger;

/// Gives out the parts of one entry, each once, in their order. Thread-safe.
final class PartTurns {

  private final long sizeBytes;
  private final long partBytes;
  private final int count;
  private final AtomicInteger next = new AtomicInteger(1);

  PartTurns(long sizeBytes, long partBytes) {
    this.sizeBytes = sizeBytes;
    this.partBytes = partBytes;
    this.count = Math.toIntExact(Math.ceilDiv(sizeBytes, partBytes));
  }

  int count() {
    return count;
  }

  /// The length of the longest.
  long partBytes() {
    return Math.min(partBytes, sizeBytes);
  }

  /// Whether all were given out.
  boolean isOver() {
    return next.get() > count;
  }

  /// The number of the next part, from 1; 0 if all were given out.
  int next() {
    int number = next.getAndIncrement();
    return number <= count ? number : 0;
  }

  long lengthOf(int number) {
    return Math.min(partBytes, sizeBytes - (number - 1) * partBytes);
  }
}
