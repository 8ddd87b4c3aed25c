package dev.sluice.listing;

import dev.sluice.model.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Adds up what lies under each prefix of some levels, while a walk reads it by ranges.
/// Thread-safe.
///
/// Holds one sum a prefix and no more than so many: where there would be more, the deepest level is
/// given up, and its sums go into those of the level above.
public final class PrefixSums {

  private final int most;
  private final Map<String, Usage> sums = new HashMap<>();
  private volatile int depth;

  /// @param depth how many levels have sums of their own, from 0 on
  /// @param most how many prefixes have one
  public PrefixSums(int depth, int most) {
    this.depth = depth;
    this.most = most;
  }

  /// How many levels have sums of their own: as many as were asked for, or fewer where their
  /// prefixes were too many.
  public int depth() {
    return depth;
  }

  /// The sums by prefix, in the order of keys; that of everything is the empty prefix's. Each holds
  /// what lies deeper, too.
  public synchronized NavigableMap<String, Usage> sums() {
    NavigableMap<String, Usage> all = new TreeMap<>(Key::compare);
    all.put("", Usage.NOTHING);
    sums.forEach((prefix, sum) -> {
      for (int level = 0; level < depth; level++) {
        String above = prefix(prefix, level);
        if (above.length() < prefix.length()) {
          all.merge(above, sum, Usage::plus);
        }
      }
      all.merge(prefix, sum, Usage::plus);
    });
    return all;
  }

  /// The sum of everything.
  public synchronized Usage total() {
    return sums.values().stream().reduce(Usage.NOTHING, Usage::plus);
  }

  /// A reader that gives what another does, and has it counted.
  ///
  /// @param inner which this one closes
  /// @param key of what it gives
  /// @param counting counts one
  <T> RangeReader<T> counting(
      RangeReader<T> inner, Function<T, Key> key, BiConsumer<Tally, T> counting) {
    return new CountingReader<>(inner, this, key, counting);
  }

  /// What lies under a prefix itself, and under none of the counted ones below it.
  ///
  /// @param prefix of as many levels as were counted when it was made
  synchronized void add(String prefix, Usage usage) {
    sums.merge(prefix(prefix, depth), usage, Usage::plus);
    while (sums.size() > most && depth > 0) {
      depth--;
      Map<String, Usage> deeper = Map.copyOf(sums);
      sums.clear();
      deeper.forEach((each, sum) -> sums.merge(prefix(each, depth), sum, Usage::plus));
    }
  }

  /// The beginning of a key with so many levels, or with all that it has; ends in a slash, or is
  /// empty.
  static String prefix(String key, int levels) {
    return key.substring(0, prefixLength(key, levels));
  }

  /// The length of that beginning.
  static int prefixLength(String key, int levels) {
    int end = 0;
    for (int level = 0; level < levels; level++) {
      int slash = key.indexOf('/', end);
      if (slash < 0) {
        break;
      }
      end = slash + 1;
    }
    return end;
  }
}
