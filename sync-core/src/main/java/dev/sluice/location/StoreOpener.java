package dev.sluice.location;

import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;

/// Makes stores for the two sides of a run: where connections, credentials and options are known.
public interface StoreOpener {

  /// Which side of a run a store is for.
  enum Side {
    /// Read from.
    SOURCE,
    /// Written to.
    DESTINATION
  }

  /// A store over all that lies under a location, whether that ends in a slash or not. Does not
  /// look whether it is there.
  ///
  /// @return the store, to be closed by the caller
  /// @throws UsageException if nothing can be at such a location
  /// @throws StoreException if the way there is not known
  Store open(Location root, Side side) throws UsageException, StoreException;

  /// The same, after a look that it is there and may be listed.
  ///
  /// @throws StoreException also of kind [StoreException.Kind#NO_ROOT] if it is not there
  default Store openReadable(Location root, Side side)
      throws UsageException, StoreException, InterruptedException {
    Store store = open(root, side);
    boolean readable = false;
    try {
      store.checkReadable();
      readable = true;
      return store;
    } finally {
      if (!readable) {
        store.close();
      }
    }
  }
}
