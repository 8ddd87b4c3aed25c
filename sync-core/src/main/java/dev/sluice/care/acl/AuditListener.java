package dev.sluice.care.acl;

import dev.sluice.care.Subject;
import dev.sluice.model.access.Acl;
import dev.sluice.store.StoreException;

/// Is told how far each object can be reached. Called by many threads at once.
@FunctionalInterface
public interface AuditListener {

  /// An object was judged.
  ///
  /// @param acl its list; without grants where lists have no effect and none was read
  /// @throws StoreException if that cannot be noted
  void judged(Subject subject, Acl acl, Judgement judgement, boolean isExpected)
      throws StoreException, InterruptedException;
}
