package dev.sluice.store.memory;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Goes through the live map; fails loudly if two threads are in it at once.
final class MemoryCursor implements EntryCursor {

  private final MemoryStore store;
  private final NavigableMap<Key, Slot> slots;
  private final AtomicBoolean busy = new AtomicBoolean();
  private @Nullable Key at;
  private @Nullable Key upTo;
  private boolean ended;

  MemoryCursor(MemoryStore store, NavigableMap<Key, Slot> slots, KeyRange range) {
    this.store = store;
    this.slots = slots;
    this.at = range.after();
    this.upTo = range.upTo();
    store.handles().opened(this, "a cursor");
  }

  @Override
  public @Nullable Listed next() throws StoreException {
    enter();
    try {
      store.before(MemoryHook.Operation.LIST, at);
      Map.Entry<Key, Slot> next = ended ? null : nextSlot();
      if (next == null) {
        ended = true;
        return null;
      }
      at = next.getKey();
      return next.getValue().listed(next.getKey());
    } finally {
      busy.set(false);
    }
  }

  private Map.@Nullable Entry<Key, Slot> nextSlot() {
    Key from = at;
    Map.Entry<Key, Slot> next = from == null ? slots.firstEntry() : slots.higherEntry(from);
    Key end = upTo;
    return next == null || (end != null && next.getKey().compareTo(end) > 0) ? null : next;
  }

  @Override
  public Optional<Key> proposeSplit() {
    enter();
    try {
      Key from = at;
      Key end = upTo;
      NavigableMap<Key, Slot> left = from == null ? slots : slots.tailMap(from, false);
      left = end == null ? left : left.headMap(end, true);
      int count = ended ? 0 : left.size();
      return count < 2
          ? Optional.empty()
          : left.keySet().stream().skip((count - 1) / 2).findFirst();
    } finally {
      busy.set(false);
    }
  }

  @Override
  public void truncate(Key end) {
    enter();
    try {
      if (at != null && end.compareTo(at) < 0) {
        throw new IllegalArgumentException("truncated to " + end + ", below " + at);
      }
      Key old = upTo;
      upTo = old == null || end.compareTo(old) < 0 ? end : old;
    } finally {
      busy.set(false);
    }
  }

  private void enter() {
    store.handles().require(this, "a cursor");
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException("the cursor is used by two threads at once");
    }
  }

  @Override
  public void close() {
    store.handles().closed(this);
  }
}
