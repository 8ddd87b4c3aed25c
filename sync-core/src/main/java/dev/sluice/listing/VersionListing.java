package dev.sluice.listing;

import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.Unlisted;
import dev.sluice.store.Versions;

/// What is listed of a store's versions: all of them.
///
/// @param versions what is listed
public record VersionListing(Versions versions) {

  /// A walk over all of it. With one worker, versions come in the order of keys, and of one key the
  /// latest first; with more, those of each range do, and those of one key are all of one range.
  public KeyWalk<ListedVersion> walk() {
    return walk(KeyRange.all());
  }

  /// The same over some of it.
  public KeyWalk<ListedVersion> walk(KeyRange keys) {
    return new KeyWalk<>(keys, this::open);
  }

  /// The same, adding up what lies under each prefix.
  ///
  /// @param count where to count what is listed so far, delete markers too
  public KeyWalk<ListedVersion> walk(KeyRange keys, ListingCount count, PrefixSums sums) {
    return new KeyWalk<>(
        keys,
        range ->
            sums.counting(
                open(range),
                ListedVersion::key,
                (tally, listed) -> {
                  tally.version(listed);
                  if (listed instanceof ObjectVersion version) {
                    count.add(version);
                  }
                }));
  }

  private RangeReader<ListedVersion> open(KeyRange range) {
    return new OneStoreReader<>(
        range, versions.list(range), listed -> listed instanceof Unlisted ? null : listed.key());
  }
}
