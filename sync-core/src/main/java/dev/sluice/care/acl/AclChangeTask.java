package dev.sluice.care.acl;

import dev.sluice.care.CareOutcome;
import dev.sluice.care.CareTask;
import dev.sluice.care.Subject;
import dev.sluice.model.access.Acl;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Changes access control lists: reads each, and writes those that are not as they are to be.
public final class AclChangeTask implements CareTask {

  private final SubjectAcls acls;
  private final AclChange change;
  private final boolean rehearses;
  private final AclListener listener;
  private final AclFigures figures;

  /// Whether the service has shown that it keeps what it is given.
  private final AtomicBoolean isProven = new AtomicBoolean();

  /// @param store has access control lists
  /// @param change what becomes of them
  /// @param rehearses whether nothing is written
  /// @param listener is told what they were
  /// @param figures where to count
  public AclChangeTask(
      Store store, AclChange change, boolean rehearses, AclListener listener, AclFigures figures) {
    this.acls = new SubjectAcls(store, figures);
    this.change = change;
    this.rehearses = rehearses;
    this.listener = listener;
    this.figures = figures;
  }

  /// A delete marker has no list.
  @Override
  public boolean isAbout(Subject subject) {
    return !subject.isDeleteMarker();
  }

  @Override
  public List<CareOutcome> carryOut(List<Subject> subjects)
      throws StoreException, InterruptedException {
    return List.of(changed(subjects.getFirst()));
  }

  private CareOutcome changed(Subject subject) throws StoreException, InterruptedException {
    Acl before = acls.read(subject);
    if (before == null) {
      return acls.gone(subject);
    }
    return change(subject, before);
  }

  /// Changes a list that was read already.
  CareOutcome change(Subject subject, Acl before) throws StoreException, InterruptedException {
    Acl after = change.applied(before);
    figures.seen(after);
    if (after.grants().equals(before.grants())) {
      return new CareOutcome.AsItIs(subject);
    }
    listener.replacing(subject, before);
    if (!rehearses && !isWritten(subject, after)) {
      return acls.gone(subject);
    }
    return new CareOutcome.Done(subject, AclText.difference(before, after));
  }

  /// The answer to a write says nothing but yes, and some services say so and keep nothing: so the
  /// first is read back.
  private boolean isWritten(Subject subject, Acl after)
      throws StoreException, InterruptedException {
    if (!acls.write(subject, after)) {
      return false;
    }
    if (isProven.compareAndSet(false, true)) {
      Acl kept = acls.read(subject);
      if (kept != null && !isKept(kept)) {
        throw new StoreException(
            Kind.MISCONFIGURED,
            "set the access control list of "
                + subject.key().value()
                + ": the service took it and has another now ("
                + AclText.of(kept.grants())
                + "); it may have no such lists, or keep them only where the bucket allows it");
      }
    }
    return true;
  }

  /// Of other rights than everybody's a service may make others, such as an id of an address.
  private boolean isKept(@Nullable Acl acl) {
    return acl == null
        || new AclChange(change.visibility(), List.of(), change.revoked()).isIn(acl)
        || !change.granted().isEmpty();
  }
}
