package dev.sluice.care.history;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ObjectVersion;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.Versions;
import dev.sluice.store.Versions.Deletion;
import dev.sluice.store.WriteCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes what the copy of a key's history lacks, one after the other, each on condition that what
/// was made before it is what is seen: a request that was sent twice, or by another run, makes
/// nothing twice. Thread-safe; blocks its caller.
///
/// @param from the bucket that is copied
/// @param to the copy
record HistoryCopy(Versions from, Versions to) {

  /// Makes all of it.
  ///
  /// @return how many versions and markers were made
  int complete(KeyHistory history) throws StoreException, InterruptedException {
    remove(history.twins());
    String seen = etagOf(history.to().isEmpty() ? null : history.to().getLast());
    int made = 0;
    for (ObjectVersion version : history.missing()) {
      seen = version.isDeleteMarker() ? hide(version, seen) : copy(version, seen);
      made++;
      if (mayBeMadeTwice(history, history.to().size() + made - 1)) {
        removeTwins(version.key(), history.to().size() + made);
      }
    }
    return made;
  }

  /// Whether the condition of a request still holds when it was carried out.
  ///
  /// @param at which of the versions it makes
  private static boolean mayBeMadeTwice(KeyHistory history, int at) {
    ObjectVersion version = history.from().get(at);
    return at == 0
        ? version.isDeleteMarker()
        : KeyHistory.isTwin(version, history.from().get(at - 1));
  }

  /// Removes what a request has made that was sent again because its answer was lost.
  ///
  /// @param expected how many versions and markers the key has by now
  private void removeTwins(Key key, int expected) throws StoreException, InterruptedException {
    List<ObjectVersion> now;
    try (KeyVersions all = new KeyVersions(to.list(new KeyRange(key.justBelow(), key)))) {
      now = all.take(key);
    }
    List<ObjectVersion> surplus = now.subList(Math.min(expected, now.size()), now.size());
    if (surplus.stream().allMatch(each -> KeyHistory.isTwin(each, now.get(expected - 1)))) {
      remove(surplus);
    }
  }

  private void remove(List<ObjectVersion> twins) throws StoreException, InterruptedException {
    if (twins.isEmpty()) {
      return;
    }
    for (Deletion deletion : to.deleteVersions(twins)) {
      if (deletion instanceof Deletion.Failed(var error)) {
        throw error;
      }
    }
  }

  /// @return null where nothing is seen: there is none, or a delete marker
  private static @Nullable String etagOf(@Nullable ObjectVersion version) {
    return version == null || version.isDeleteMarker() ? null : version.etag();
  }

  private @Nullable String copy(ObjectVersion version, @Nullable String seen)
      throws StoreException, InterruptedException {
    StoredContent stored =
        to.copy(
            from, version, seen == null ? WriteCondition.ABSENT : WriteCondition.matching(seen));
    return stored.etag();
  }

  private @Nullable String hide(ObjectVersion marker, @Nullable String seen)
      throws StoreException, InterruptedException {
    Entry hidden = Entry.ofObject(marker.key(), 0, marker.modifiedTime(), seen, null);
    return switch (to.deleteLatest(List.of(hidden)).getFirst()) {
      case Deletion.Gone _ -> null;
      case Deletion.Failed(var error) -> throw error;
    };
  }
}
