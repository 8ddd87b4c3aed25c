package dev.sluice.bench.micro;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads entries that lie in memory, and is never parted.
final class MemoryCursor implements EntryCursor {

  private final Iterator<Entry> entries;

  MemoryCursor(List<Entry> entries) {
    this.entries = entries.iterator();
  }

  @Override
  public @Nullable Listed next() {
    return entries.hasNext() ? entries.next() : null;
  }

  @Override
  public boolean seek(@Nullable Key key) {
    return false;
  }

  @Override
  public double keysLeft() {
    return 0;
  }

  @Override
  public List<Key> proposeSplits(int parts) {
    return List.of();
  }

  @Override
  public void truncate(Key upTo) {
    throw new UnsupportedOperationException("no split was proposed");
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
