package dev.sluice.cli.command.bucket;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Shows one level of a store, whose cursor gives everything below as well: what lies in a
/// directory is passed over, by seeking behind it once it has proved to be more than a page.
final class OneLevel {

  private static final int KEYS_BEFORE_SEEK = 1000;

  /// Sorts after everything else that begins with a directory's name.
  private static final String HIGHEST = Character.toString(Character.MAX_CODE_POINT);

  /// Takes what is found.
  interface Visitor {
    /// Something at this level itself, or something below that could not be listed.
    ///
    /// @return whether to go on
    boolean listed(Listed listed);

    /// A directory at this level.
    ///
    /// @param name with its slash
    void directory(String name);
  }

  private final Store store;
  private final Visitor visitor;
  private @Nullable String current;

  OneLevel(Store store, Visitor visitor) {
    this.store = store;
    this.visitor = visitor;
  }

  void run() throws StoreException, InterruptedException {
    Key after = null;
    do {
      after = runFrom(after);
    } while (after != null);
  }

  /// Reads on from `after`.
  ///
  /// @return the key behind which to read on, null at the end
  private @Nullable Key runFrom(@Nullable Key after) throws StoreException, InterruptedException {
    int passedOver = 0;
    try (EntryCursor cursor = store.list(new KeyRange(after, null), Prune.NOTHING)) {
      Listed listed;
      while ((listed = cursor.next()) != null) {
        String key = listed.key().value();
        int slash = key.indexOf('/');
        if (slash < 0 || listed instanceof Unlisted) {
          if (!visitor.listed(listed)) {
            return null;
          }
          continue;
        }
        String directory = key.substring(0, slash + 1);
        if (!directory.equals(current)) {
          current = directory;
          passedOver = 0;
          visitor.directory(directory);
        } else if (++passedOver == KEYS_BEFORE_SEEK) {
          Key behind = Key.of(directory + HIGHEST);
          if (listed.key().compareTo(behind) < 0) {
            return behind;
          }
        }
      }
      return null;
    }
  }
}
