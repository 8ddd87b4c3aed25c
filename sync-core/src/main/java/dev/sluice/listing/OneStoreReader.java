package dev.sluice.listing;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a range of one store.
///
/// @param <T> what is listed
final class OneStoreReader<T> implements RangeReader<T> {

  private final RangeCursor<T> cursor;
  private final Function<T, @Nullable Key> certain;
  private KeyRange range;
  private @Nullable Key taken;

  /// @param range what the cursor reads
  /// @param cursor which this one closes
  /// @param certain the key up to which everything has been read when something has come; null
  ///   where that may stand out of order
  OneStoreReader(KeyRange range, RangeCursor<T> cursor, Function<T, @Nullable Key> certain) {
    this.range = range;
    this.cursor = cursor;
    this.certain = certain;
  }

  /// A reader of entries.
  static OneStoreReader<Listed> ofEntries(KeyRange range, RangeCursor<Listed> cursor) {
    return new OneStoreReader<>(
        range, cursor, listed -> listed instanceof Unlisted ? null : listed.key());
  }

  @Override
  public @Nullable T next() throws StoreException, InterruptedException {
    T next = cursor.next();
    Key key = next == null ? null : certain.apply(next);
    if (key != null) {
      taken = key;
    }
    return next;
  }

  @Override
  public double keysLeft() {
    return cursor.keysLeft();
  }

  @Override
  public List<KeyRange> split(int most) {
    List<KeyRange> given = new ArrayList<>();
    for (Key key : cursor.proposeSplits(most + 1).reversed()) {
      if (range.canSplitAt(key)) {
        given.addFirst(range.above(key));
        range = range.below(key);
        cursor.truncate(key);
      }
    }
    return given;
  }

  @Override
  public List<KeyRange> partsAround(KeyRange stuck) {
    if (taken == null || range.canSplitAt(taken)) {
      return (taken == null ? range : range.above(taken)).around(stuck);
    }
    return List.of(); // it is all read
  }

  @Override
  public void close() {
    cursor.close();
  }
}
