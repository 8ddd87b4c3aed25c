package dev.sluice.store.s3.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a service is, who asks it, and how much at once.
///
/// @param profile the profile of the AWS configuration files; null leaves it to the environment
/// @param endpointUrl where the service is; null for what the environment or the profile says, and
///   else AWS itself
/// @param region the region; null for what the environment or the profile says, and else us-east-1
/// @param anonymous whether requests go unsigned
/// @param maxConcurrency how many requests may be under way at once, at least 1
public record S3Service(
    @Nullable String profile,
    @Nullable URI endpointUrl,
    @Nullable String region,
    boolean anonymous,
    int maxConcurrency) {

  /// What suits a machine that does nothing else.
  public static final int DEFAULT_CONCURRENCY = 512;

  /// Everything left to the environment.
  public static final S3Service OF_ENVIRONMENT =
      new S3Service(null, null, null, false, DEFAULT_CONCURRENCY);

  /// @throws IllegalArgumentException if nothing may be under way
  public S3Service {
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException("maxConcurrency " + maxConcurrency);
    }
  }

  /// The same at another endpoint.
  public S3Service at(URI url) {
    return new S3Service(profile, url, region, anonymous, maxConcurrency);
  }
}
