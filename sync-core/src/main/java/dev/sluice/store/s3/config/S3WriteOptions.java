package dev.sluice.store.s3.config;

import dev.sluice.model.ChecksumAlgorithm;
import org.jspecify.annotations.Nullable;

/// How objects are written.
///
/// @param storageClass the class, in S3's words; null for the bucket's default
/// @param acl the canned ACL; null for none
/// @param checksum which checksum the service is to verify and keep, beside the MD5 of the ETag;
///   null for what it does by itself
public record S3WriteOptions(
    @Nullable String storageClass, @Nullable Acl acl, @Nullable ChecksumAlgorithm checksum) {

  /// As the bucket has it.
  public static final S3WriteOptions DEFAULT = new S3WriteOptions(null, null, null);

  /// @throws IllegalArgumentException if the checksum is an MD5, which is there anyway
  public S3WriteOptions {
    if (checksum == ChecksumAlgorithm.MD5) {
      throw new IllegalArgumentException("an MD5 is no additional checksum");
    }
  }

  /// The same with this checksum.
  public S3WriteOptions withChecksum(@Nullable ChecksumAlgorithm other) {
    return other == checksum ? this : new S3WriteOptions(storageClass, acl, other);
  }

  /// A canned ACL: who may read what is written.
  public enum Acl {
    /// The owner alone.
    PRIVATE,
    /// Everyone.
    PUBLIC_READ
  }
}
