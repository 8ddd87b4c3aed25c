package dev.sluice.cli.command.care;

import dev.sluice.care.CareReport;
import dev.sluice.cli.config.Stores;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Prune;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;

/// Which objects of a bucket a location means: one, or all under a prefix with the prefix's own
/// marker. Never those whose names merely begin alike.
///
/// @param location as the user wrote it
/// @param beginning with what all of their keys begin
/// @param keys which of those they are
/// @param base what filters do not see of the keys
record ObjectScope(Location location, String beginning, KeyRange keys, String base) {

  String bucket() {
    return location.authority();
  }

  /// All of them, by their whole keys; to be closed by the caller.
  Store open(Stores stores) throws StoreException {
    return stores.objects(bucket(), beginning);
  }

  private static ObjectScope under(Location at, String prefix) {
    if (prefix.isEmpty()) {
      return new ObjectScope(at, "", KeyRange.all(), "");
    }
    // The slash's successor is 0: no key under the prefix lies above that.
    Key upTo = Key.of(prefix.substring(0, prefix.length() - 1) + "0").justBelow();
    return new ObjectScope(at, prefix, new KeyRange(null, upTo), prefix);
  }

  private static ObjectScope exactly(Location at) {
    String key = at.path();
    String base = key.substring(0, key.lastIndexOf('/') + 1);
    return new ObjectScope(at, key, new KeyRange(null, Key.of(key)), base);
  }

  /// Finds out what a location means.
  ///
  /// @param recursive whether all under a prefix may be meant
  /// @param allVersions whether versions and delete markers are looked at, and not what is seen
  ///   alone
  /// @throws UsageException if it means nothing, or two things
  /// @throws StoreException of kind [StoreException.Kind#NO_ROOT] if nothing is there
  static ObjectScope find(
      Location at, boolean recursive, boolean allVersions, String command, Stores stores)
      throws UsageException, StoreException, InterruptedException {
    if (at.endsInSlash()) {
      if (!recursive) {
        throw isPrefix(at, command);
      }
      return under(at, at.path());
    }
    ObjectScope object = exactly(at);
    ObjectScope tree = under(at, at.path() + "/");
    boolean isObject = object.holdsAny(allVersions, stores);
    if (isObject && !recursive) {
      return object;
    }
    boolean isTree = tree.holdsAny(allVersions, stores);
    if (isObject && isTree) {
      throw new UsageException(
          at.text()
              + " is an object and a prefix too; write "
              + at.text()
              + "/ for what is under it, or leave --recursive out for the object");
    }
    if (isObject) {
      return object;
    }
    if (!isTree) {
      throw object.isNothing(stores);
    }
    if (!recursive) {
      throw isPrefix(at, command);
    }
    return tree;
  }

  private static UsageException isPrefix(Location at, String command) {
    String what = at.path().isEmpty() ? " is a whole bucket" : " is a prefix and no object";
    String slash = at.path().isEmpty() || at.path().endsWith("/") ? "" : "/";
    return new UsageException(
        at.text()
            + what
            + ": did you mean  "
            + command
            + " "
            + at.text()
            + slash
            + " --recursive  ?");
  }

  private boolean holdsAny(boolean allVersions, Stores stores)
      throws StoreException, InterruptedException {
    try (Store store = open(stores);
        RangeCursor<?> cursor = cursor(store, allVersions)) {
      return cursor.next() != null;
    }
  }

  private RangeCursor<?> cursor(Store store, boolean allVersions) {
    Versions versions = allVersions ? store.versions().orElse(null) : null;
    return versions == null ? store.list(keys, Prune.NOTHING) : versions.list(keys);
  }

  /// Requires that something was found where a key or a prefix was named, and the run came to its
  /// end. An empty bucket is nothing wrong.
  ///
  /// @throws StoreException if there is nothing, with what is near
  void requireAny(CareReport report, CareSession session)
      throws UsageException, StoreException, InterruptedException {
    boolean isNothing = report.found().total() + report.found().leftOut() == 0;
    if (isNothing && report.end().status() == RunStatus.OK && !location.path().isEmpty()) {
      throw session.context().interruptibly(() -> isNothing(session.stores()));
    }
  }

  private StoreException isNothing(Stores stores) throws UsageException, InterruptedException {
    try {
      stores.resolver().resolveForReading(location).close();
      return new StoreException(
          StoreException.Kind.NO_ROOT, "there was nothing at or under " + location.text());
    } catch (StoreException e) {
      return e;
    }
  }
}
