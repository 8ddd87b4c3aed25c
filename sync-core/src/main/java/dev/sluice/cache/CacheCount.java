package dev.sluice.cache;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counts what came of asking a cache. Used by one thread at a time.
final class CacheCount {

  private final Map<CacheMiss, Long> misses = new EnumMap<>(CacheMiss.class);
  private long hits;
  private long hitBytes;

  /// @param miss null for a hit
  void add(@Nullable CacheMiss miss, long sizeBytes) {
    if (miss == null) {
      hits++;
      hitBytes += sizeBytes;
    } else {
      misses.merge(miss, 1L, Long::sum);
    }
  }

  /// A file that was counted as new has been found to be an old one with another name.
  void foundLate(long sizeBytes) {
    add(null, sizeBytes);
    misses.computeIfPresent(CacheMiss.NEW, (_, many) -> many == 1 ? null : many - 1);
  }

  void add(CacheCount other) {
    hits += other.hits;
    hitBytes += other.hitBytes;
    other.misses.forEach((miss, many) -> misses.merge(miss, many, Long::sum));
  }

  CacheFigures figures() {
    return new CacheFigures(hits, hitBytes, misses);
  }
}
