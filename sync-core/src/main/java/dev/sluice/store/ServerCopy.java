package dev.sluice.store;

import dev.sluice.model.Entry;

/// Copying within the service, without the bytes passing through this machine: of stores that have
/// a service behind them. Thread-safe.
public interface ServerCopy {

  /// A handle by which this or another store may copy `entry`.
  CopySource copySource(Entry entry);

  /// Whether [#copy] can take from `source`: same endpoint and credentials.
  boolean canCopy(CopySource source);

  /// Copies, only if the source still is what was listed, keeping its metadata.
  ///
  /// @throws StoreException of kind [StoreException.Kind#CHANGED] if it is not
  StoredContent copy(CopySource source, WriteSpec spec) throws StoreException, InterruptedException;
}
