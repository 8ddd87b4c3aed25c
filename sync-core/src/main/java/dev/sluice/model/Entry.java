package dev.sluice.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One listed file or object.
///
/// @param key its path relative to the location
/// @param sizeBytes its length in bytes, not negative
/// @param modifiedTime when it was last changed, as the listing says
/// @param fingerprint what the listing knows of its content
/// @param etag the ETag as the store sent it, without quotes, for conditional requests; null where
///   there is none
public record Entry(
    Key key, long sizeBytes, Instant modifiedTime, Fingerprint fingerprint, @Nullable String etag)
    implements Listed {

  /// @throws IllegalArgumentException if `sizeBytes` is negative
  public Entry {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(modifiedTime, "modifiedTime");
    Objects.requireNonNull(fingerprint, "fingerprint");
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("negative size " + sizeBytes + " of " + key);
    }
  }

  /// The same entry under another key.
  public Entry withKey(Key newKey) {
    return new Entry(newKey, sizeBytes, modifiedTime, fingerprint, etag);
  }

  /// The same entry, of whose content the listing knows something else.
  public Entry withFingerprint(Fingerprint other) {
    return new Entry(key, sizeBytes, modifiedTime, other, etag);
  }

  /// The same entry, of which no condition can be made.
  public Entry withoutETag() {
    return new Entry(key, sizeBytes, modifiedTime, fingerprint, null);
  }

  /// Whether this is the marker of a directory that S3 consoles leave: an empty object whose key
  /// ends in a slash.
  public boolean isDirectoryMarker() {
    return sizeBytes == 0 && key.value().endsWith("/");
  }
}
