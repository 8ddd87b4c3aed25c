package dev.sluice.listing;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.Prune;

/// Counts the directories that one range's listing does not enter. A directory that reaches over
/// several ranges is counted by the one that it begins in.
final class CountingPrune implements Prune {

  private final Prune inner;
  private final KeyRange range;
  private final ListingCount count;

  /// @param inner decides
  /// @param range what the listing reads
  /// @param count where to count
  CountingPrune(Prune inner, KeyRange range, ListingCount count) {
    this.inner = inner;
    this.range = range;
    this.count = count;
  }

  @Override
  public boolean skips(String directory) {
    boolean skips = inner.skips(directory);
    if (skips && range.isAfterLowerBound(Key.of(directory))) {
      count.pruned();
    }
    return skips;
  }
}
