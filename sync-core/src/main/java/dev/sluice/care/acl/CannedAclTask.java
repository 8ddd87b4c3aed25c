package dev.sluice.care.acl;

import dev.sluice.care.CareOutcome;
import dev.sluice.care.CareTask;
import dev.sluice.care.Subject;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sets an access control list by its name, whatever there was before: one request an object, and
/// another where somebody wants to know what there was.
public final class CannedAclTask implements CareTask {

  /// What of the versions that are listed is meant.
  public enum Scope {
    /// What is seen under the keys.
    LATEST,
    /// All of them.
    ALL_VERSIONS
  }

  private final SubjectAcls acls;
  private final CannedAcl acl;
  private final Scope scope;
  private final @Nullable String bucketOwner;
  private final boolean rehearses;
  private final @Nullable AclListener listener;
  private final AclFigures figures;

  /// @param scope what of the versions that are listed is meant
  /// @param bucketOwner the id of the account whose rights no object may lose by this, for which
  ///   versions must be listed; null where that need not be looked at
  /// @param rehearses whether nothing is written
  /// @param listener is told what there was; null where nobody wants to know
  public CannedAclTask(
      Store store,
      CannedAcl acl,
      Scope scope,
      @Nullable String bucketOwner,
      boolean rehearses,
      @Nullable AclListener listener,
      AclFigures figures) {
    this.acls = new SubjectAcls(store, figures);
    this.acl = acl;
    this.scope = scope;
    this.bucketOwner = bucketOwner;
    this.rehearses = rehearses;
    this.listener = listener;
    this.figures = figures;
  }

  /// A delete marker has no list. Where versions are listed for their owners alone, only what is
  /// seen is meant.
  @Override
  public boolean isAbout(Subject subject) {
    return !subject.isDeleteMarker()
        && (scope == Scope.ALL_VERSIONS
            || !(subject instanceof Subject.Version(var found))
            || found.isLatest());
  }

  @Override
  public List<CareOutcome> carryOut(List<Subject> subjects)
      throws StoreException, InterruptedException {
    return List.of(set(subjects.getFirst()));
  }

  private CareOutcome set(Subject subject) throws StoreException, InterruptedException {
    String refusal = refusal(subject);
    if (refusal != null) {
      figures.hasRefused();
      return new CareOutcome.Left(subject, refusal);
    }
    if (listener != null) {
      Acl before = acls.read(subject);
      if (before == null) {
        return acls.gone(subject);
      }
      listener.replacing(subject, before);
    }
    if (!rehearses && !acls.write(subject, acl)) {
      return acls.gone(subject);
    }
    return new CareOutcome.Done(subject, acl.text());
  }

  private @Nullable String refusal(Subject subject) {
    if (bucketOwner == null) {
      return null;
    }
    String owner = subject instanceof Subject.Version(var found) ? found.owner() : null;
    if (owner == null) {
      return "the service does not say whose it is; of another account, the bucket's owner would"
          + " lose the rights to it (--force sets it all the same)";
    }
    return owner.equals(bucketOwner)
        ? null
        : "it belongs to another account, and the bucket's owner would lose the rights to it"
            + " (--force sets it all the same)";
  }
}
