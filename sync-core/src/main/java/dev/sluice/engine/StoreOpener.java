package dev.sluice.engine;

import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.nio.file.Path;

/// Makes stores for the two sides of a run: where connections, credentials and options are known.
public interface StoreOpener {

  /// Which side of a run a store is for.
  enum Side {
    /// Read from.
    SOURCE,
    /// Written to.
    DESTINATION
  }

  /// A store over a directory. At the destination it need not exist yet.
  Store local(Path root, Side side) throws StoreException;

  /// A store over a bucket.
  ///
  /// @param prefix what keys are relative to: empty, or ending in a slash
  Store s3(String bucket, String prefix, Side side) throws StoreException;
}
