package dev.sluice.store;

import dev.sluice.model.Entry;
import dev.sluice.store.Versions.Deletion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Removing entries whose content is elsewhere by now, each only if it still is what was looked at
/// before its content was read. Stricter than [Store#delete]: whatever the store cannot be asked to
/// compare by itself is looked at just before. Thread-safe.
public interface Takeaway {

  /// An entry as it was looked at.
  ///
  /// @param entry what a listing or a look says of it
  /// @param stamp what else tells it from any other content under its name, in the store's own
  ///   words; null where the entry's ETag does
  record Seen(Entry entry, @Nullable String stamp) {}

  /// Looks at an entry before its content is read, or compared with another's: what is removed
  /// later is what the file was from this moment on.
  ///
  /// @return empty if it is not what the entry says any more, or if nothing about it would tell
  ///   that it has changed
  /// @throws StoreException if the answer cannot be had
  Optional<Seen> look(Entry entry) throws StoreException, InterruptedException;

  /// Removes entries that still are what was looked at, and the directories that this leaves empty,
  /// but for the root. An absent one counts as removed.
  ///
  /// @param entries at most [StoreProperties#deleteBatch]
  /// @return one for each, in their order; what has changed since has failed, of kind
  ///   [StoreException.Kind#CHANGED] or [StoreException.Kind#CONFLICT]
  /// @throws StoreException if the whole call failed, so that nothing is known of any
  List<Deletion> remove(List<Seen> entries) throws StoreException, InterruptedException;
}
