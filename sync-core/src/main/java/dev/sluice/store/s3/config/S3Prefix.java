package dev.sluice.store.s3.config;

/// A bucket, or what lies in it under a prefix.
///
/// @param bucket the bucket's name, or the ARN of an access point; never empty
/// @param prefix what every key begins with: empty, or ending in a slash
public record S3Prefix(String bucket, String prefix) {

  /// @throws IllegalArgumentException if a part is outside its bounds
  public S3Prefix {
    if (bucket.isEmpty()) {
      throw new IllegalArgumentException("no bucket");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix \"" + prefix + "\" does not end in a slash");
    }
  }
}
