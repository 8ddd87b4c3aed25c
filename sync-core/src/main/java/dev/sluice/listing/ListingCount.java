package dev.sluice.listing;

import dev.sluice.model.Entry;
import java.util.concurrent.atomic.LongAdder;

/// How much one side has listed. Thread-safe.
public final class ListingCount {

  private final LongAdder entries = new LongAdder();
  private final LongAdder bytes = new LongAdder();

  void add(Entry entry) {
    entries.increment();
    bytes.add(entry.sizeBytes());
  }

  /// Files or objects listed.
  public long entries() {
    return entries.sum();
  }

  /// Their sizes together, in bytes.
  public long bytes() {
    return bytes.sum();
  }
}
