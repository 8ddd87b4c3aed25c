package dev.sluice.care.acl;

import dev.sluice.care.Subject;
import dev.sluice.model.access.Acl;
import dev.sluice.store.StoreException;

/// Is told of a list before another takes its place. Called by many threads at once.
@FunctionalInterface
public interface AclListener {

  /// Hears nothing.
  AclListener NONE = (_, _) -> {};

  /// A list is about to be replaced, or in a rehearsal would be.
  ///
  /// @param before as it is
  /// @throws StoreException if that cannot be noted, and so it must stay
  void replacing(Subject subject, Acl before) throws StoreException;
}
