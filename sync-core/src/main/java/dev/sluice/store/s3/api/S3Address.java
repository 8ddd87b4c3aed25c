package dev.sluice.store.s3.api;

import org.jspecify.annotations.Nullable;

/// A bucket, or an object in it, as a user writes it.
///
/// @param bucket the bucket
/// @param key the whole key, with the location's prefix; null for the bucket itself
public record S3Address(String bucket, @Nullable String key) {

  @Override
  public String toString() {
    return key == null ? "s3://" + bucket : "s3://" + bucket + "/" + key;
  }
}
