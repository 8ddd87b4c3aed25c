package dev.sluice.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One listed file or object: a key, a [Content], a time and a storage class.
///
/// What is known of the content stands in the entry itself, so that each of a hundred million is
/// one object and not two; [#content] makes a [Content] of it where one is wanted.
///
/// @param key its path relative to the location
/// @param sizeBytes its length in bytes, not negative
/// @param fingerprint what the listing knows of its content, and the ETag that says so
/// @param checksums what the store has said of its content beside that; empty where nothing
/// @param modifiedTime when it was last changed, as the listing says
/// @param storageClass in what class a service keeps it, in the service's words; null where the
///   store has none or does not say
public record Entry(
    Key key,
    long sizeBytes,
    Fingerprint fingerprint,
    List<Checksum> checksums,
    Instant modifiedTime,
    @Nullable String storageClass)
    implements Listed {

  /// Copies the list, unless it is one that nobody can change.
  ///
  /// @throws IllegalArgumentException if `sizeBytes` is negative
  public Entry {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(modifiedTime, "modifiedTime");
    Objects.requireNonNull(fingerprint, "fingerprint");
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("negative size " + sizeBytes + " of " + key);
    }
    checksums = List.copyOf(checksums);
  }

  /// An entry with this content.
  public Entry(Key key, Content content, Instant modifiedTime, @Nullable String storageClass) {
    this(
        key,
        content.sizeBytes(),
        content.fingerprint(),
        content.checksums(),
        modifiedTime,
        storageClass);
  }

  /// A file, whose content is only known by reading it.
  public static Entry ofFile(Key key, long sizeBytes, Instant modifiedTime) {
    return ofFile(key, sizeBytes, modifiedTime, Fingerprint.UNREAD);
  }

  /// A file of which something may be remembered.
  ///
  /// @param known of its content
  public static Entry ofFile(Key key, long sizeBytes, Instant modifiedTime, Fingerprint known) {
    return new Entry(key, sizeBytes, known, List.of(), modifiedTime, null);
  }

  /// An object as a listing shows it.
  ///
  /// @param etag with or without quotes; null where the listing has none
  /// @param storageClass null where the listing does not say
  public static Entry ofObject(
      Key key,
      long sizeBytes,
      Instant modifiedTime,
      @Nullable String etag,
      @Nullable String storageClass) {
    return new Entry(
        key, sizeBytes, Fingerprint.ofETag(etag), List.of(), modifiedTime, storageClass);
  }

  /// What is known of its content.
  public Content content() {
    return new Content(sizeBytes, fingerprint, checksums);
  }

  /// The ETag as the store sent it, without quotes, for conditional requests; null where there is
  /// none.
  public @Nullable String etag() {
    return fingerprint.etag();
  }

  /// The same entry under another key.
  public Entry withKey(Key newKey) {
    return new Entry(newKey, sizeBytes, fingerprint, checksums, modifiedTime, storageClass);
  }

  /// The same entry, whose ETag is not believed to be a digest of its content. Conditions are made
  /// of it still.
  public Entry withoutDigest() {
    return withFingerprint(Fingerprint.withoutDigest(fingerprint));
  }

  /// The same entry without its ETag, so that no condition can be made of it: whatever is under its
  /// key is meant.
  public Entry withoutETag() {
    return withFingerprint(Fingerprint.OPAQUE);
  }

  /// The same as if nothing were remembered of its content.
  public Entry withoutMemory() {
    return fingerprint instanceof Fingerprint.Remembered
        ? withFingerprint(Fingerprint.UNREAD)
        : this;
  }

  private Entry withFingerprint(Fingerprint other) {
    return new Entry(key, sizeBytes, other, checksums, modifiedTime, storageClass);
  }

  /// Whether this is the marker of a directory that S3 consoles leave: an empty object whose key
  /// ends in a slash.
  public boolean isDirectoryMarker() {
    return sizeBytes == 0 && key.value().endsWith("/");
  }
}
