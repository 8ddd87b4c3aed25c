package dev.sluice.listing;

import dev.sluice.filter.KeyFilter;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;

/// What is listed of a store, and counted on the way: all of it but the directories of which the
/// filters leave nothing. Ranges are read by parts where a part is not answered.
///
/// @param store what is listed
/// @param filter which keys matter
/// @param count where to count
public record Listing(Store store, KeyFilter filter, ListingCount count) {

  /// Begins to list a range.
  public EntryCursor open(KeyRange range) {
    Prune prune = filter.isEmpty() ? Prune.NOTHING : new CountingPrune(filter, range, count);
    EntryCursor cursor = new CountingCursor(store.list(range, prune), count);
    cursor.leaveWhatHangs();
    return cursor;
  }

  /// A walk over all of it.
  public KeyWalk<Listed> walk() {
    return walk(KeyRange.all());
  }

  /// A walk over some of it.
  public KeyWalk<Listed> walk(KeyRange keys) {
    return new KeyWalk<>(keys, range -> OneStoreReader.ofEntries(range, open(range)));
  }

  /// A walk over all of it that adds up what lies under each prefix.
  public KeyWalk<Listed> walk(PrefixSums sums) {
    return new KeyWalk<>(
        KeyRange.all(),
        range ->
            sums.counting(OneStoreReader.ofEntries(range, open(range)), Listed::key, Tally::entry));
  }
}
