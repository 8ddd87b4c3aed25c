package dev.sluice.store;

/// What a store's calls have cost so far.
///
/// @param requests how many requests were sent, every attempt counted
/// @param retries how many of them were further attempts
/// @param throttled how many answers asked to slow down
/// @param lowestConcurrency the fewest requests that were allowed at once, 0 where nothing limits
///   them
public record StoreActivity(long requests, long retries, long throttled, int lowestConcurrency) {

  /// Of a store without a service behind it.
  public static final StoreActivity NONE = new StoreActivity(0, 0, 0, 0);
}
