package dev.sluice.store.s3.config;

/// A bucket, or what lies in it under a prefix.
///
/// @param bucket the bucket's name, or the ARN of an access point; never empty
/// @param prefix what every whole key begins with
/// @param base what keys are relative to: a beginning of the prefix that is empty or ends in a
///   slash
public record S3Prefix(String bucket, String prefix, String base) {

  /// @throws IllegalArgumentException if a part is outside its bounds
  public S3Prefix {
    if (bucket.isEmpty()) {
      throw new IllegalArgumentException("no bucket");
    }
    if (!base.isEmpty() && !base.endsWith("/")) {
      throw new IllegalArgumentException("prefix \"" + base + "\" does not end in a slash");
    }
    if (!prefix.startsWith(base)) {
      throw new IllegalArgumentException(prefix + " is not under " + base);
    }
  }

  /// What lies under a prefix, by keys that are relative to it: the object that has the prefix for
  /// its name is none of them.
  ///
  /// @param prefix empty, or ending in a slash
  public S3Prefix(String bucket, String prefix) {
    this(bucket, prefix, prefix);
  }

  /// All objects whose keys begin so, by their whole keys.
  public static S3Prefix ofBeginning(String bucket, String beginning) {
    return new S3Prefix(bucket, beginning, "");
  }
}
