package dev.sluice.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of an object, or a delete marker, which hides the versions before it.
///
/// @param key the object's key relative to the location; several versions share one
/// @param id the service's name of the version; `null` in letters of what was written while the
///   bucket kept no versions, which the next such write replaces
/// @param isLatest whether it is what whoever asks for the key alone gets
/// @param isDeleteMarker whether it is a marker, which has no content
/// @param sizeBytes its length in bytes, not negative; 0 of a marker
/// @param modifiedTime when it was written, in whole seconds
/// @param etag without quotes; null of a marker, and where the listing does not say
/// @param storageClass in the service's words; null where the listing does not say
/// @param owner the id of the account that it belongs to; null where the listing does not say
public record ObjectVersion(
    Key key,
    String id,
    boolean isLatest,
    boolean isDeleteMarker,
    long sizeBytes,
    Instant modifiedTime,
    @Nullable String etag,
    @Nullable String storageClass,
    @Nullable String owner)
    implements ListedVersion {

  /// The id of what was written while the bucket kept no versions.
  public static final String NULL_ID = "null";

  /// @throws IllegalArgumentException if the size is negative or the id is empty
  public ObjectVersion {
    if (sizeBytes < 0 || id.isEmpty()) {
      throw new IllegalArgumentException("no version: " + key + " " + id + " " + sizeBytes);
    }
  }

  /// Whether another write may take its place, so that its id does not say for certain what is
  /// there.
  public boolean isReplaceable() {
    return id.equals(NULL_ID);
  }
}
