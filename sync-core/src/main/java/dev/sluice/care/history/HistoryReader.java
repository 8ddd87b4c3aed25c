package dev.sluice.care.history;

import dev.sluice.listing.RangeReader;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Unlisted;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one range of two buckets side by side, key by key. Used by one thread.
final class HistoryReader implements RangeReader<HistoryFound> {

  private final KeyVersions from;
  private final KeyVersions to;
  private KeyRange range;
  private @Nullable Key taken;

  HistoryReader(KeyRange range, Versions from, Versions to) {
    this.range = range;
    this.from = new KeyVersions(from.list(range));
    this.to = new KeyVersions(to.list(range));
  }

  @Override
  public @Nullable HistoryFound next() throws StoreException, InterruptedException {
    for (KeyVersions side : List.of(from, to)) {
      if (side.peek() instanceof Unlisted part) {
        side.skip();
        return new HistoryFound.Hidden(part);
      }
    }
    Key one = from.key();
    Key other = to.key();
    if (one == null && other == null) {
      return null;
    }
    Key key = one == null || (other != null && other.compareTo(one) < 0) ? other : one;
    if (key == null) {
      return null;
    }
    taken = key;
    return new HistoryFound.Whole(new KeyHistory(key, from.take(key), to.take(key)));
  }

  @Override
  public double keysLeft() {
    return from.cursor.keysLeft() + to.cursor.keysLeft();
  }

  /// By what the bucket that is copied proposes: the other one has the same keys. What either
  /// cursor has given already stays in this range.
  @Override
  public List<KeyRange> split(int most) {
    List<KeyRange> given = new ArrayList<>();
    for (Key key : from.cursor.proposeSplits(most + 1).reversed()) {
      if (range.canSplitAt(key) && from.isWithin(key) && to.isWithin(key)) {
        given.addFirst(range.above(key));
        range = range.below(key);
        from.cursor.truncate(key);
        to.cursor.truncate(key);
      }
    }
    return given;
  }

  @Override
  public List<KeyRange> partsAround(KeyRange stuck) {
    if (taken == null || range.canSplitAt(taken)) {
      return (taken == null ? range : range.above(taken)).around(stuck);
    }
    return List.of();
  }

  @Override
  public void close() {
    try (from) {
      to.close();
    }
  }
}
