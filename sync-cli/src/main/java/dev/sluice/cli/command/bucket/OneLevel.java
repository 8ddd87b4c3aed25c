package dev.sluice.cli.command.bucket;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Unlisted;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Shows one level of what cursors give, which is everything below as well: what lies in a
/// directory is passed over, by seeking behind it once it has proved to be more than a page.
///
/// @param <T> what is listed
final class OneLevel<T> {

  private static final int KEYS_BEFORE_SEEK = 1000;

  /// Sorts after everything else that begins with a directory's name.
  private static final String HIGHEST = Character.toString(Character.MAX_CODE_POINT);

  /// Knows what is listed, and takes it.
  ///
  /// @param <T> what is listed
  interface Visitor<T> {
    /// Begins to read a range.
    RangeCursor<T> list(KeyRange keys);

    /// Where something stands.
    Key key(T listed);

    /// Something at this level itself, or something below that could not be listed.
    ///
    /// @return whether to go on
    boolean listed(T listed);

    /// A directory at this level.
    ///
    /// @param name with its slash
    void directory(String name);
  }

  private final Visitor<T> visitor;
  private @Nullable String current;

  OneLevel(Visitor<T> visitor) {
    this.visitor = visitor;
  }

  /// Shows that of a range.
  void run(KeyRange keys) throws StoreException, InterruptedException {
    KeyRange left = keys;
    while (left != null) {
      Key behind = readTo(left);
      left = behind == null || !left.canSplitAt(behind) ? null : left.above(behind);
    }
  }

  /// Reads a range.
  ///
  /// @return the key behind which to read on, null at the end
  private @Nullable Key readTo(KeyRange keys) throws StoreException, InterruptedException {
    int passedOver = 0;
    try (RangeCursor<T> cursor = visitor.list(keys)) {
      T listed;
      while ((listed = cursor.next()) != null) {
        Key key = visitor.key(listed);
        String name = key.value();
        int slash = name.indexOf('/');
        if (slash < 0 || listed instanceof Unlisted) {
          if (!visitor.listed(listed)) {
            return null;
          }
          continue;
        }
        String directory = name.substring(0, slash + 1);
        if (!directory.equals(current)) {
          current = directory;
          passedOver = 0;
          visitor.directory(directory);
        } else if (++passedOver == KEYS_BEFORE_SEEK) {
          Key behind = Key.of(directory + HIGHEST);
          if (key.compareTo(behind) < 0) {
            return behind;
          }
        }
      }
      return null;
    }
  }
}
