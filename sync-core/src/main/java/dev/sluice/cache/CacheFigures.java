package dev.sluice.cache;

import java.util.HashMap;
import java.util.Map;

/// What came of asking a hash cache.
///
/// @param hits how many files need not be read, because they are remembered
/// @param hitBytes how long they are together
/// @param misses how many others, by the reason; without those that are 0
public record CacheFigures(long hits, long hitBytes, Map<CacheMiss, Long> misses) {

  /// Where there is no cache, or nobody has asked.
  public static final CacheFigures NONE = new CacheFigures(0, 0, Map.of());

  /// Copies the map.
  public CacheFigures {
    misses = Map.copyOf(misses);
  }

  /// Of two caches together.
  public CacheFigures plus(CacheFigures other) {
    Map<CacheMiss, Long> sum = new HashMap<>(misses);
    other.misses.forEach((miss, count) -> sum.merge(miss, count, Long::sum));
    return new CacheFigures(hits + other.hits, hitBytes + other.hitBytes, sum);
  }

  /// How many were asked for that are not remembered as they are.
  public long missed() {
    return misses.values().stream().mapToLong(Long::longValue).sum();
  }
}
