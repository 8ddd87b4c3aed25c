package dev.sluice.store;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import java.time.Instant;
import java.util.List;

/// Entries of which nothing but the key matters.
public final class Named {

  private Named() {}

  /// One for each key.
  public static List<Entry> entries(List<Key> keys) {
    return keys.stream().map(Named::entry).toList();
  }

  /// One for a key.
  public static Entry entry(Key key) {
    return Entry.ofObject(key, 0, Instant.EPOCH, null, null);
  }
}
