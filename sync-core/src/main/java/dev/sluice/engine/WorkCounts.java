package dev.sluice.engine;

import dev.sluice.plan.Action.Copy;
import dev.sluice.report.Progress.Comparisons;
import java.util.concurrent.atomic.LongAdder;

/// How much there is to transfer and to compare by content, and how much of it is through: for the
/// eye, not for decisions. Thread-safe.
final class WorkCounts {

  private final LongAdder copies = new LongAdder();
  private final LongAdder copyBytes = new LongAdder();
  private final LongAdder copiesEnded = new LongAdder();
  private final LongAdder comparisons = new LongAdder();
  private final LongAdder comparisonsEnded = new LongAdder();
  private final LongAdder bytesRead = new LongAdder();

  void plan(Copy copy) {
    copies.increment();
    copyBytes.add(copy.source().sizeBytes());
  }

  void planComparison() {
    comparisons.increment();
  }

  /// A copy has ended, well or not.
  void endCopy() {
    copiesEnded.increment();
  }

  /// A copy that has ended is to be tried again later.
  void putOff() {
    copiesEnded.decrement();
  }

  /// A comparison has ended, well or not.
  void endComparison() {
    comparisonsEnded.increment();
  }

  /// Bytes were read to be compared.
  void read(long bytes) {
    bytesRead.add(bytes);
  }

  long copies() {
    return copies.sum();
  }

  long copyBytes() {
    return copyBytes.sum();
  }

  long copiesEnded() {
    return copiesEnded.sum();
  }

  Comparisons comparisons() {
    return new Comparisons(comparisons.sum(), comparisonsEnded.sum(), bytesRead.sum());
  }
}
