package dev.sluice.store;

import dev.sluice.model.Key;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import org.jspecify.annotations.Nullable;

/// Access control lists of entries: of stores that have them. Thread-safe.
public interface Acls {

  /// Reads one.
  ///
  /// @param version null for what is seen under the key
  /// @throws StoreException of kind [StoreException.Kind#NOT_FOUND] if there is no such entry
  Acl read(Key key, @Nullable String version) throws StoreException, InterruptedException;

  /// Writes one in place of the one that there is.
  ///
  /// @param version null for what is seen under the key
  /// @throws StoreException of kind [StoreException.Kind#NOT_FOUND] if there is no such entry
  void write(Key key, @Nullable String version, Acl acl)
      throws StoreException, InterruptedException;

  /// The same by a name.
  void write(Key key, @Nullable String version, CannedAcl acl)
      throws StoreException, InterruptedException;
}
