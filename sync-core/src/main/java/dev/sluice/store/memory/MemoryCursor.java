package dev.sluice.store.memory;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Goes through the live map; fails loudly if two threads are in it at once.
final class MemoryCursor implements EntryCursor {

  private final MemoryStore store;
  private final NavigableMap<Key, Slot> slots;
  private final AtomicBoolean busy = new AtomicBoolean();
  private @Nullable Key at;
  private @Nullable Key upTo;
  private @Nullable Key floor;
  private boolean ended;

  MemoryCursor(MemoryStore store, NavigableMap<Key, Slot> slots, KeyRange range) {
    this.store = store;
    this.slots = slots;
    this.at = range.after();
    this.upTo = range.upTo();
    store.handles().opened(this, "a cursor");
  }

  @Override
  public @Nullable Listed next() throws StoreException, InterruptedException {
    enter();
    try {
      store.before(MemoryHook.Operation.LIST, at);
      Map.Entry<Key, Slot> next = left().firstEntry();
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

  private NavigableMap<Key, Slot> left() {
    Key low = floor != null && (at == null || floor.compareTo(at) > 0) ? floor : at;
    Key end = upTo;
    if (ended || (low != null && end != null && low.compareTo(end) > 0)) {
      return Collections.emptyNavigableMap();
    }
    if (low == null) {
      return end == null ? slots : slots.headMap(end, true);
    }
    boolean inclusive = low.equals(floor) && !low.equals(at);
    return end == null
        ? slots.tailMap(low, inclusive)
        : slots.subMap(low, inclusive, end, inclusive || !low.equals(end));
  }

  /// Leaves out all it may.
  @Override
  public boolean seek(@Nullable Key key) {
    enter();
    try {
      int leftOut = 0;
      for (Map.Entry<Key, Slot> next : left().entrySet()) {
        boolean needed =
            key != null
                && (next.getKey().compareTo(key) >= 0
                    || (next.getValue().listed(next.getKey()) instanceof Unlisted part
                        && part.hides(key)));
        if (needed) {
          floor = next.getKey();
          return leftOut > 0;
        }
        leftOut++;
      }
      if (key == null) {
        ended = true;
      } else if (floor == null || key.compareTo(floor) > 0) {
        floor = key;
      }
      return leftOut > 0;
    } finally {
      busy.set(false);
    }
  }

  @Override
  public double keysLeft() {
    enter();
    try {
      return left().size();
    } finally {
      busy.set(false);
    }
  }

  @Override
  public List<Key> proposeSplits(int parts) {
    enter();
    try {
      List<Key> left = List.copyOf(left().keySet());
      List<Key> found = new ArrayList<>();
      for (int i = 1; i < parts && left.size() >= parts; i++) {
        found.add(left.get((int) ((long) left.size() * i / parts) - 1));
      }
      return found;
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
