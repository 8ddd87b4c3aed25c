package dev.sluice.care.history;

import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.Unlisted;
import dev.sluice.store.StoreException;

/// Is told what happens as it happens. Called by many threads at once; must be quick and must not
/// throw.
public interface HistoryObserver {

  /// Hears nothing.
  HistoryObserver SILENT = new HistoryObserver() {};

  /// A key's histories were compared.
  default void compared(Key key, HistoryState state) {}

  /// What the copy lacked of a key was made.
  default void completed(Key key, int made) {}

  /// A version or marker of the bucket that is copied was removed.
  default void removed(ObjectVersion version) {}

  /// Something failed.
  default void failed(Key key, StoreException error) {}

  /// A part could not be listed.
  default void unlisted(Unlisted part) {}
}
