package dev.sluice.store;

import dev.sluice.model.Key;
import java.util.List;

/// Directories that hold no entries: of stores that have directories. An empty one is no entry, so
/// that no deletion removes it. Thread-safe.
public interface EmptyDirectories {

  /// Removes those in the places of `keys`, which are to be written. What holds anything stays.
  void removeEmptyDirectories(List<Key> keys) throws InterruptedException;
}
