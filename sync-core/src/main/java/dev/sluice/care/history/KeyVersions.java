package dev.sluice.care.history;

import dev.sluice.model.Key;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.Unlisted;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a range of a bucket key by key. Used by one thread.
final class KeyVersions implements AutoCloseable {

  final RangeCursor<ListedVersion> cursor;
  private @Nullable ListedVersion next;
  private boolean hasBegun;

  /// @param cursor which this one closes
  KeyVersions(RangeCursor<ListedVersion> cursor) {
    this.cursor = cursor;
  }

  /// What stands next.
  ///
  /// @return null at the end
  @Nullable ListedVersion peek() throws StoreException, InterruptedException {
    if (!hasBegun) {
      hasBegun = true;
      next = cursor.next();
    }
    return next;
  }

  /// Takes what could not be listed.
  void skip() throws StoreException, InterruptedException {
    next = cursor.next();
  }

  /// Takes all versions of a key, the oldest first; none where another key is next.
  List<ObjectVersion> take(Key key) throws StoreException, InterruptedException {
    List<ObjectVersion> all = new ArrayList<>();
    while (peek() instanceof ObjectVersion version && version.key().equals(key)) {
      all.add(version);
      next = cursor.next();
    }
    return all.reversed();
  }

  /// The next key.
  ///
  /// @return null where something that could not be listed is next, or nothing
  @Nullable Key key() throws StoreException, InterruptedException {
    return switch (peek()) {
      case ObjectVersion version -> version.key();
      case Unlisted _ -> null;
      case null -> null;
    };
  }

  /// Whether what the cursor has given already lies within a range that ends with a key.
  boolean isWithin(Key upTo) {
    return hasBegun
        && (next == null
            || (next instanceof ObjectVersion version && version.key().compareTo(upTo) <= 0));
  }

  @Override
  public void close() {
    cursor.close();
  }
}
