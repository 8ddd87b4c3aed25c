package dev.sluice.store.s3.config;

import org.jspecify.annotations.Nullable;

/// How objects are written.
///
/// @param storageClass the class, in S3's words; null for the bucket's default
/// @param acl the canned ACL; null for none
public record S3WriteOptions(@Nullable String storageClass, @Nullable Acl acl) {

  /// As the bucket has it.
  public static final S3WriteOptions DEFAULT = new S3WriteOptions(null, null);

  /// A canned ACL: who may read what is written.
  public enum Acl {
    /// The owner alone.
    PRIVATE,
    /// Everyone.
    PUBLIC_READ
  }
}
