package dev.sluice.care.acl;

import dev.sluice.care.CareOutcome;
import dev.sluice.care.CareTask;
import dev.sluice.care.Subject;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.model.access.Grantee;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells how far objects can be reached, and on request makes private what nobody expects to be
/// public. What is public ends as done, all else as it is.
public final class AuditTask implements CareTask {

  private static final Acl NOT_READ = new Acl(new Grantee.Account("", null), List.of());

  private final SubjectAcls acls;
  private final boolean areAclsOff;
  private final Exposure exposure;
  private final Predicate<Subject> expected;
  private final @Nullable AclChangeTask closing;
  private final AuditListener listener;
  private final AuditFigures figures;

  /// @param store by whose whole keys objects are known
  /// @param bucket what is set for it
  /// @param expected whether an object is expected to be public
  /// @param closing makes lists private; null where they stay
  /// @param listener is told of each
  /// @param figures where to count
  public AuditTask(
      Store store,
      BucketAccess bucket,
      Predicate<Subject> expected,
      @Nullable AclChangeTask closing,
      AuditListener listener,
      AuditFigures figures) {
    this.acls = new SubjectAcls(store, new AclFigures());
    this.areAclsOff = bucket.areAclsOff();
    this.exposure = new Exposure(bucket);
    this.expected = expected;
    this.closing = closing;
    this.listener = listener;
    this.figures = figures;
  }

  /// A delete marker has nothing to read.
  @Override
  public boolean isAbout(Subject subject) {
    return !subject.isDeleteMarker();
  }

  @Override
  public List<CareOutcome> carryOut(List<Subject> subjects)
      throws StoreException, InterruptedException {
    return List.of(audited(subjects.getFirst()));
  }

  private CareOutcome audited(Subject subject) throws StoreException, InterruptedException {
    Acl acl = areAclsOff ? NOT_READ : acls.read(subject);
    if (acl == null) {
      return acls.gone(subject);
    }
    Judgement judgement = exposure.of(subject, acl);
    boolean isExpected = judgement.isPublic() && expected.test(subject);
    figures.judged(judgement, isExpected);
    listener.judged(subject, acl, judgement, isExpected);
    if (!judgement.isPublic() || isExpected) {
      return new CareOutcome.AsItIs(subject);
    }
    if (closing == null) {
      figures.staysOpen();
      return new CareOutcome.Done(subject, judgement.text());
    }
    return closed(subject, acl, judgement, closing);
  }

  private CareOutcome closed(Subject subject, Acl acl, Judgement judgement, AclChangeTask by)
      throws StoreException, InterruptedException {
    if (judgement.byPolicy() != Reach.NOBODY) {
      figures.staysOpen();
    }
    return judgement.byAcl() == Reach.NOBODY
        ? new CareOutcome.Left(subject, judgement.text() + ", which no list changes")
        : by.change(subject, acl);
  }
}
