package dev.sluice.store.s3;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which bucket, reached how, written how. Made by the command line.
///
/// @param bucket the bucket's name, never empty
/// @param prefix what every key begins with: empty, or ending in a slash
/// @param profile the profile of the AWS configuration files; null leaves it to the environment
/// @param endpointUrl where the service is; null for what the environment or the profile says, and
///   else AWS itself
/// @param region the region; null for what the environment or the profile says, and else us-east-1
/// @param anonymous whether requests go unsigned
/// @param storageClass the class of what is written, in S3's words; null for the bucket's default
/// @param acl the canned ACL of what is written; null for none
/// @param maxConcurrency how many requests may be under way at once, at least 1
public record S3Settings(
    String bucket,
    String prefix,
    @Nullable String profile,
    @Nullable URI endpointUrl,
    @Nullable String region,
    boolean anonymous,
    @Nullable String storageClass,
    @Nullable Acl acl,
    int maxConcurrency) {

  /// Who may read what is written.
  public enum Acl {
    /// The owner alone.
    PRIVATE,
    /// Everyone.
    PUBLIC_READ
  }

  /// What suits a machine that does nothing else.
  public static final int DEFAULT_CONCURRENCY = 512;

  /// @throws IllegalArgumentException if a part is outside its bounds
  public S3Settings {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(prefix, "prefix");
    if (bucket.isEmpty()) {
      throw new IllegalArgumentException("no bucket");
    }
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix \"" + prefix + "\" does not end in a slash");
    }
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException("maxConcurrency " + maxConcurrency);
    }
  }

  /// The bucket and prefix with everything else left to the environment.
  public static S3Settings of(String bucket, String prefix) {
    return new S3Settings(bucket, prefix, null, null, null, false, null, null, DEFAULT_CONCURRENCY);
  }

  /// The same way to the service, for another bucket and prefix.
  public S3Settings at(String otherBucket, String otherPrefix) {
    return new S3Settings(
        otherBucket,
        otherPrefix,
        profile,
        endpointUrl,
        region,
        anonymous,
        storageClass,
        acl,
        maxConcurrency);
  }

  /// The same bucket at another endpoint.
  public S3Settings withEndpoint(URI url) {
    return new S3Settings(
        bucket, prefix, profile, url, region, anonymous, storageClass, acl, maxConcurrency);
  }

  /// The same, writing with this storage class and ACL.
  public S3Settings writing(@Nullable String newStorageClass, @Nullable Acl newAcl) {
    return new S3Settings(
        bucket,
        prefix,
        profile,
        endpointUrl,
        region,
        anonymous,
        newStorageClass,
        newAcl,
        maxConcurrency);
  }
}
