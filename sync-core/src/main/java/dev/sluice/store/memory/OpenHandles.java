package dev.sluice.store.memory;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/// Knows which readers, writers and cursors are open and where each was opened. Thread-safe.
final class OpenHandles {

  private final ConcurrentHashMap<Object, Throwable> open = new ConcurrentHashMap<>();

  void opened(Object handle, String what) {
    open.put(handle, new Throwable(what + " was opened here and not closed"));
  }

  void closed(Object handle) {
    open.remove(handle);
  }

  void require(Object handle, String what) {
    if (!open.containsKey(handle)) {
      throw new IllegalStateException(what + " is used after it was closed");
    }
  }

  List<Throwable> open() {
    return List.copyOf(open.values());
  }
}
