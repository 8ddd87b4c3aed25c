package dev.sluice.s3server.store;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Functions over a chain of versions, newest first.
final class Versions {

  private Versions() {}

  static @Nullable StoredObject find(@Nullable StoredObject newest, String versionId) {
    for (StoredObject at = newest; at != null; at = at.older()) {
      if (at.hasVersionId(versionId)) {
        return at;
      }
    }
    return null;
  }

  /// The chain without one version.
  static @Nullable StoredObject without(@Nullable StoredObject newest, String versionId) {
    if (newest == null) {
      return null;
    }
    if (newest.hasVersionId(versionId)) {
      return newest.older();
    }
    StoredObject older = newest.older();
    return older == null ? newest : newest.withOlder(without(older, versionId));
  }

  /// The chain with one version's attributes changed.
  static @Nullable StoredObject updated(
      @Nullable StoredObject newest, String versionId, UnaryOperator<ObjectAttributes> change) {
    if (newest == null) {
      return null;
    }
    if (newest.hasVersionId(versionId)) {
      return newest.withAttributes(change.apply(newest.attributes()));
    }
    return newest.withOlder(updated(newest.older(), versionId, change));
  }
}
