package dev.sluice.care;

import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Another cursor, before each entry of which something is asked.
record FailingCursor(EntryCursor inner, Check before) implements EntryCursor {

  /// May fail.
  @FunctionalInterface
  interface Check {
    void run() throws StoreException;
  }

  @Override
  public @Nullable Listed next() throws StoreException, InterruptedException {
    before.run();
    return inner.next();
  }

  @Override
  public boolean seek(@Nullable Key key) {
    return inner.seek(key);
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
