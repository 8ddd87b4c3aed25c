package dev.sluice.listing;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cursor that counts the entries it gives.
final class CountingCursor implements EntryCursor {

  private final EntryCursor inner;
  private final ListingCount count;

  /// @param inner the cursor, which this one closes
  /// @param count where to count
  CountingCursor(EntryCursor inner, ListingCount count) {
    this.inner = inner;
    this.count = count;
  }

  @Override
  public @Nullable Listed next() throws StoreException, InterruptedException {
    Listed listed = inner.next();
    if (listed instanceof Entry entry) {
      count.add(entry);
    }
    return listed;
  }

  @Override
  public void leaveWhatHangs() {
    inner.leaveWhatHangs();
  }

  @Override
  public boolean seek(@Nullable Key key) {
    boolean leftOut = inner.seek(key);
    if (leftOut) {
      count.leapt();
    }
    return leftOut;
  }

  @Override
  public double keysLeft() {
    return inner.keysLeft();
  }

  @Override
  public List<Key> proposeSplits(int parts) {
    return inner.proposeSplits(parts);
  }

  @Override
  public void truncate(Key upTo) {
    inner.truncate(upTo);
  }

  @Override
  public void close() {
    inner.close();
  }
}
