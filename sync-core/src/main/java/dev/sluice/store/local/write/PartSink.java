package dev.sluice.store.local.write;

import dev.sluice.store.StoreException;

/// Puts the parts of one large file in their places. Thread-safe; parts may come in any order.
@FunctionalInterface
public interface PartSink {

  /// Writes the first `length` bytes of `part` at `offset`. That they are on the medium is only
  /// promised after the file was flushed.
  void write(byte[] part, int length, long offset) throws StoreException, InterruptedException;
}
