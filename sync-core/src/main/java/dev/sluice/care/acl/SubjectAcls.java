package dev.sluice.care.acl;

import dev.sluice.care.CareOutcome;
import dev.sluice.care.Subject;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.CannedAcl;
import dev.sluice.store.Acls;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Versions;
import org.jspecify.annotations.Nullable;

/// The access control lists of what was found, of which some may have gone meanwhile: that is no
/// failure, unless the listing has it still. Thread-safe.
final class SubjectAcls {

  static final String GONE = "gone since it was listed";

  private final Store store;
  private final Acls acls;
  private final AclFigures figures;

  /// @throws IllegalArgumentException if the store has no access control lists
  SubjectAcls(Store store, AclFigures figures) {
    this.store = store;
    this.acls =
        store
            .acls()
            .orElseThrow(() -> new IllegalArgumentException("it has no access control lists"));
    this.figures = figures;
  }

  /// Something that is asked or done.
  @FunctionalInterface
  private interface Call<T> {
    T run() throws StoreException, InterruptedException;
  }

  /// The list; null where the object has gone.
  @Nullable Acl read(Subject subject) throws StoreException, InterruptedException {
    return unlessGone(subject, () -> acls.read(subject.key(), subject.version()));
  }

  /// Writes a list.
  ///
  /// @return whether the object was there
  boolean write(Subject subject, Acl acl) throws StoreException, InterruptedException {
    return isThere(subject, () -> acls.write(subject.key(), subject.version(), acl));
  }

  /// The same by a name.
  boolean write(Subject subject, CannedAcl acl) throws StoreException, InterruptedException {
    return isThere(subject, () -> acls.write(subject.key(), subject.version(), acl));
  }

  /// Something that is done.
  @FunctionalInterface
  private interface Deed {
    void run() throws StoreException, InterruptedException;
  }

  private boolean isThere(Subject subject, Deed deed) throws StoreException, InterruptedException {
    Boolean isDone =
        unlessGone(
            subject,
            () -> {
              deed.run();
              return true;
            });
    return isDone != null;
  }

  private <T> @Nullable T unlessGone(Subject subject, Call<T> call)
      throws StoreException, InterruptedException {
    try {
      return call.run();
    } catch (StoreException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      if (isListed(subject)) {
        throw new StoreException(Kind.OTHER, e.getMessage() + ", though it is listed", e);
      }
      return null;
    }
  }

  private boolean isListed(Subject subject) throws StoreException, InterruptedException {
    String version = subject.version();
    Versions versions = store.versions().orElse(null);
    if (version == null || versions == null) {
      return store.isListed(subject.key());
    }
    Key key = subject.key();
    try (RangeCursor<ListedVersion> cursor = versions.list(new KeyRange(key.justBelow(), key))) {
      ListedVersion listed;
      while ((listed = cursor.next()) != null) {
        if (listed instanceof ObjectVersion found && found.id().equals(version)) {
          return true;
        }
      }
      return false;
    }
  }

  /// How that ends which has gone.
  CareOutcome gone(Subject subject) {
    figures.hasGone();
    return new CareOutcome.Left(subject, GONE);
  }
}
