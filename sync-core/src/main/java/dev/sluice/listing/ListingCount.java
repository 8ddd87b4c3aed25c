package dev.sluice.listing;

import dev.sluice.model.Entry;
import dev.sluice.model.ObjectVersion;
import java.util.concurrent.atomic.LongAdder;

/// How much one side has listed. Thread-safe.
public final class ListingCount {

  private final LongAdder entries = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder leaps = new LongAdder();
  private final LongAdder prunedDirectories = new LongAdder();

  void add(Entry entry) {
    entries.increment();
    bytes.add(entry.sizeBytes());
  }

  void add(ObjectVersion version) {
    entries.increment();
    bytes.add(version.sizeBytes());
  }

  void leapt() {
    leaps.increment();
  }

  void pruned() {
    prunedDirectories.increment();
  }

  /// Directories that were not entered because the filters leave nothing of them; what is in them
  /// has not been counted.
  public long prunedDirectories() {
    return prunedDirectories.sum();
  }

  /// How often something was left out because nobody needed it; what it was has not been counted.
  public long leaps() {
    return leaps.sum();
  }

  /// Files or objects listed; versions and delete markers where those are.
  public long entries() {
    return entries.sum();
  }

  /// Their sizes together, in bytes.
  public long bytes() {
    return bytes.sum();
  }
}
