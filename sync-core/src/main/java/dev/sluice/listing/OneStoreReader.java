package dev.sluice.listing;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a range of one store.
final class OneStoreReader implements RangeReader<Listed> {

  private final EntryCursor cursor;
  private KeyRange range;
  private @Nullable Key taken;

  /// @param range what the cursor reads
  /// @param cursor which this one closes
  OneStoreReader(KeyRange range, EntryCursor cursor) {
    this.range = range;
    this.cursor = cursor;
  }

  @Override
  public @Nullable Listed next() throws StoreException, InterruptedException {
    Listed next = cursor.next();
    if (next != null && !(next instanceof Unlisted)) {
      taken = next.key();
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
