package dev.sluice.store;

import dev.sluice.model.Key;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one key range of one store in key order. Used by one thread at a time.
///
/// @param <T> what is listed
public interface RangeCursor<T> extends AutoCloseable {

  /// The next thing in the range.
  ///
  /// @return null when the range is read to its end; from then on always null
  /// @throws StoreException if the listing cannot go on. The range is then incomplete
  @Nullable T next() throws StoreException, InterruptedException;

  /// About how many things are still to come. A guess, good for comparing cursors of one kind; asks
  /// nobody.
  double keysLeft();

  /// Keys that would part what is still unread into parts worth reading at once, each about as
  /// large as the others. Advice, and free: no request, no look at the disk. A part may turn out to
  /// hold nothing.
  ///
  /// @param parts how many parts at most, at least 2
  /// @return fewer than `parts` keys in ascending order, none below the last one returned by
  ///   [#next] and all below the range's end; empty where parting is not worth while
  List<Key> proposeSplits(int parts);

  /// Gives up everything above `upTo`: from now on the range ends there.
  ///
  /// @param upTo not below the last key returned
  void truncate(Key upTo);

  /// Frees what the cursor holds. Never throws.
  @Override
  void close();
}
