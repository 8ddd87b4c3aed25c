package dev.sluice.store;

import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;

/// Copying within the store: by its service, without the bytes passing through this machine, or
/// within a file system. Thread-safe.
public interface ServerCopy {

  /// An adapter's own handle on an entry that another store of the same kind may copy from.
  /// Immutable.
  interface CopySource {}

  /// Whether it is known of anything here what is in it, so that there may be something to copy.
  default boolean knowsContents() {
    return true;
  }

  /// A handle by which this or another store may copy `entry`.
  CopySource copySource(Entry entry);

  /// Whether [#copy] can take from `source`: same endpoint and credentials.
  boolean canCopy(CopySource source);

  /// Copies, only if the source still is what was listed, keeping its metadata.
  ///
  /// @throws StoreException of kind [StoreException.Kind#CHANGED] if it is not
  StoredContent copy(CopySource source, WriteSpec spec) throws StoreException, InterruptedException;

  /// Copies the content alone, only if the source still is what was listed, to an object that has
  /// nothing else of the source's: metadata, type, tags, access and storage class are its own.
  ///
  /// @param own what goes with it
  /// @return what the service says of the copy, which the caller holds against what was to be
  ///   copied: some services heed no condition
  /// @throws StoreException of kind [StoreException.Kind#CHANGED] or `NOT_FOUND` if the source is
  ///   not what was listed
  StoredContent copyContent(CopySource source, WriteSpec spec, Attributes own)
      throws StoreException, InterruptedException;
}
