package dev.sluice.store.s3.api;

import org.jspecify.annotations.Nullable;

/// A bucket, or an object in it, as a user writes it.
///
/// @param bucket the bucket
/// @param key the whole key, with the location's prefix; null for the bucket itself
/// @param version of the object; null for what is seen under the key
public record S3Address(String bucket, @Nullable String key, @Nullable String version) {

  /// What is seen under a key, or the bucket itself.
  public S3Address(String bucket, @Nullable String key) {
    this(bucket, key, null);
  }

  @Override
  public String toString() {
    String object = key == null ? "s3://" + bucket : "s3://" + bucket + "/" + key;
    return version == null ? object : object + "?versionId=" + version;
  }
}
