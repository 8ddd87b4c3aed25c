package dev.sluice.cli.command.bucket;

import dev.sluice.cli.config.Stores;
import dev.sluice.location.StoreOpener.Side;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import dev.sluice.store.s3.S3Scheme;

/// Whose versions a location names: those of one object, or of all under a prefix. By the rules of
/// other listings, but that what a delete marker hides is there too.
///
/// @param store where they are
/// @param keys which of its keys
record VersionsAt(Store store, KeyRange keys) implements AutoCloseable {

  /// Finds out.
  ///
  /// @param isBeginning whether all is meant whose key begins so
  /// @throws UsageException if it is an object and a prefix too, or nothing that has versions
  /// @throws StoreException of kind [StoreException.Kind#NO_ROOT] if there is nothing
  static VersionsAt find(Stores stores, Location at, boolean isBeginning)
      throws UsageException, StoreException, InterruptedException {
    if (!S3Scheme.isS3(at)) {
      throw new UsageException("--versions: " + at.text() + " is on a disk, which keeps none");
    }
    if (isBeginning) {
      return new VersionsAt(stores.beginning(at), KeyRange.all());
    }
    if (at.endsInSlash()) {
      VersionsAt tree = new VersionsAt(stores.open(at, Side.SOURCE), KeyRange.all());
      return at.path().isEmpty() ? tree : tree.requireAny(at, stores);
    }
    String name = at.path().substring(at.path().lastIndexOf('/') + 1);
    VersionsAt object = new VersionsAt(stores.beginning(at), new KeyRange(null, Key.of(name)));
    VersionsAt tree =
        new VersionsAt(stores.open(at.withPath(at.path() + "/"), Side.SOURCE), KeyRange.all());
    boolean isObject = object.isAny();
    if (isObject && tree.isAny()) {
      throw new UsageException(
          at.text()
              + " is an object and a prefix too; write "
              + at.text()
              + "/ for what is under it, or say --prefix for both");
    }
    return isObject ? object : tree.requireAny(at, stores);
  }

  Versions versions() {
    return store.versions().orElseThrow();
  }

  private boolean isAny() throws StoreException, InterruptedException {
    try (RangeCursor<?> cursor = versions().list(keys)) {
      return cursor.next() != null;
    }
  }

  private VersionsAt requireAny(Location at, Stores stores)
      throws UsageException, StoreException, InterruptedException {
    if (isAny()) {
      return this;
    }
    stores.resolver().resolveForReading(at).close(); // says what is near
    throw new StoreException(
        StoreException.Kind.NO_ROOT, "no such source: there is no version of " + at.text());
  }

  @Override
  public void close() {
    store.close();
  }
}
