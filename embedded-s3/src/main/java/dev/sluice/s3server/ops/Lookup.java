package dev.sluice.s3server.ops;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredObject;
import org.jspecify.annotations.Nullable;

/// Finds the version that a request means, or refuses as S3 does.
public final class Lookup {

  private Lookup() {}

  /// Finds a version of a key.
  ///
  /// @param versionId null for the newest version
  /// @throws dev.sluice.s3server.error.S3Exception NoSuchKey, NoSuchVersion, or MethodNotAllowed
  ///   for a delete marker
  public static StoredObject require(Bucket bucket, ObjectKey key, @Nullable String versionId) {
    StoredObject found = versionId == null ? bucket.newest(key) : bucket.version(key, versionId);
    if (found == null) {
      S3Error error = versionId == null ? S3Error.NO_SUCH_KEY : S3Error.NO_SUCH_VERSION;
      throw error.exception().withDetail("Key", key.text());
    }
    if (found.isDeleteMarker()) {
      S3Error error = versionId == null ? S3Error.NO_SUCH_KEY : S3Error.METHOD_NOT_ALLOWED;
      throw error
          .exception()
          .withDetail("Key", key.text())
          .withHeader("x-amz-delete-marker", "true")
          .withHeader("x-amz-version-id", found.versionIdText());
    }
    return found;
  }

  /// Like [#require], with a use of the body taken, which is given back when the request has been
  /// answered.
  public static StoredObject requireReadable(
      S3Request request, Bucket bucket, ObjectKey key, @Nullable String versionId) {
    while (true) {
      StoredObject found = require(bucket, key, versionId);
      if (found.requireContent().body().tryRetain()) {
        request.whenAnswered(found.requireContent().body()::release);
        return found;
      }
      // Overwritten or deleted in this very moment: what took its place is found next time.
    }
  }

  /// Refuses to read what lies in an archive.
  public static void requireNotArchived(ObjectAttributes attributes) {
    String storageClass = attributes.storageClass();
    if (storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE")) {
      throw S3Error.INVALID_OBJECT_STATE.exception().withDetail("StorageClass", storageClass);
    }
  }
}
