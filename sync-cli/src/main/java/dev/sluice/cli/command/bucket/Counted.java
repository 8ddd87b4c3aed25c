package dev.sluice.cli.command.bucket;

import dev.sluice.listing.KeyWalk;
import dev.sluice.listing.PrefixSums;
import dev.sluice.listing.Usage;
import dev.sluice.model.Key;
import dev.sluice.model.Unlisted;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What was counted at a location.
///
/// @param address the location's
/// @param total all that is there
/// @param sums what lies under prefixes, by their addresses and in the order of keys
/// @param depth of how many levels these are
/// @param unlisted what could not be counted, by address
record Counted(
    String address,
    Usage total,
    Map<String, Usage> sums,
    int depth,
    Map<String, Unlisted> unlisted) {

  /// Nothing but its address.
  static Counted nothing(String address) {
    return new Counted(address, Usage.NOTHING, Map.of(), 0, Map.of());
  }

  /// Walks to the end.
  ///
  /// @return what could not be listed
  static <T> Set<Unlisted> walked(KeyWalk<T> walk, int workers)
      throws StoreException, InterruptedException {
    Set<Unlisted> unlisted =
        ConcurrentHashMap.newKeySet(); // each range that it reaches into has it
    walk.run(
        "sluice-count",
        workers,
        listed -> {
          if (listed instanceof Unlisted part) {
            unlisted.add(part);
          }
        });
    return unlisted;
  }

  /// What a walk has counted.
  static Counted of(Store store, Usage total, PrefixSums sums, Set<Unlisted> unlisted) {
    Map<String, Usage> shown = new LinkedHashMap<>();
    sums.sums()
        .forEach((prefix, sum) -> {
          if (!prefix.isEmpty()) {
            shown.put(store.describe(Key.of(prefix)), sum);
          }
        });
    Map<String, Unlisted> parts = new LinkedHashMap<>();
    unlisted.forEach(part -> parts.put(store.describe(part.key()), part));
    return new Counted(store.describe(null), total, shown, sums.depth(), parts);
  }
}
