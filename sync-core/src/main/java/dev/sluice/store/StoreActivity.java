package dev.sluice.store;

import dev.sluice.cache.CacheFigures;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a store's calls have cost so far.
///
/// @param requests how many requests were sent, every attempt counted
/// @param retries how many of them were further attempts
/// @param throttled how many answers asked to slow down
/// @param lowestConcurrency the fewest requests that were allowed at once, 0 where nothing has
///   lowered what was allowed at the beginning
/// @param operations the same by what was asked for (`list`, `get`, `upload-part`), only what was
///   asked for at all, in a fixed order
/// @param cache what came of asking the hash cache
public record StoreActivity(
    long requests,
    long retries,
    long throttled,
    int lowestConcurrency,
    Map<String, OperationCount> operations,
    CacheFigures cache) {

  /// What one sort of request has cost.
  ///
  /// @param requests every attempt counted
  /// @param retries further attempts
  public record OperationCount(long requests, long retries) {
    OperationCount plus(OperationCount other) {
      return new OperationCount(requests + other.requests, retries + other.retries);
    }
  }

  /// That of a store without a service behind it.
  public static final StoreActivity NONE = new StoreActivity(0, 0, 0, 0);

  /// Copies the map.
  public StoreActivity {
    operations = Collections.unmodifiableMap(new LinkedHashMap<>(operations));
  }

  /// Where it is not known what was asked for.
  public StoreActivity(long requests, long retries, long throttled, int lowestConcurrency) {
    this(requests, retries, throttled, lowestConcurrency, Map.of());
  }

  /// Of a service, whose contents are not cached.
  public StoreActivity(
      long requests,
      long retries,
      long throttled,
      int lowestConcurrency,
      Map<String, OperationCount> operations) {
    this(requests, retries, throttled, lowestConcurrency, operations, CacheFigures.NONE);
  }

  /// Of files, which only the cache is asked for.
  public StoreActivity(CacheFigures cache) {
    this(0, 0, 0, 0, Map.of(), cache);
  }

  /// What two services have cost together.
  public StoreActivity plus(StoreActivity other) {
    Map<String, OperationCount> all = new LinkedHashMap<>(operations);
    other.operations.forEach((name, count) -> all.merge(name, count, OperationCount::plus));
    return new StoreActivity(
        requests + other.requests,
        retries + other.retries,
        throttled + other.throttled,
        lower(lowestConcurrency, other.lowestConcurrency),
        all,
        cache.plus(other.cache));
  }

  private static int lower(int one, int other) {
    return one == 0 || other == 0 ? one + other : Math.min(one, other);
  }
}
