package dev.sluice.s3server.store;

import org.jspecify.annotations.Nullable;

/// One version of an object, linked to the versions before it. Immutable: a change makes a new one.
///
/// @param content null for a delete marker
/// @param lastModifiedSecond seconds since 1970; S3 keeps no fractions
/// @param versionId null for the version whose id is `null`, as everything is that was put without
///   versioning
/// @param older the version before this one, or null
public record StoredObject(
    @Nullable Content content,
    long lastModifiedSecond,
    ObjectAttributes attributes,
    @Nullable String versionId,
    @Nullable StoredObject older) {

  /// Stands where a key of a bucket's base was deleted.
  static final StoredObject DELETED = new StoredObject(null, 0, ObjectAttributes.PLAIN, null, null);

  public boolean isDeleteMarker() {
    return content == null;
  }

  public long sizeBytes() {
    return content == null ? 0 : content.body().sizeBytes();
  }

  /// The content of a version that is known to be no delete marker.
  public Content requireContent() {
    if (content == null) {
      throw new IllegalStateException("a delete marker has no content");
    }
    return content;
  }

  /// The version id as S3 writes it.
  public String versionIdText() {
    return versionId == null ? "null" : versionId;
  }

  boolean hasVersionId(String id) {
    return versionId == null ? id.equals("null") : versionId.equals(id);
  }

  StoredObject withOlder(@Nullable StoredObject newOlder) {
    return new StoredObject(content, lastModifiedSecond, attributes, versionId, newOlder);
  }

  StoredObject withAttributes(ObjectAttributes newAttributes) {
    return new StoredObject(content, lastModifiedSecond, newAttributes, versionId, older);
  }
}
