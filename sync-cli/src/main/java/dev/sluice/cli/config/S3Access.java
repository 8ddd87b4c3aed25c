package dev.sluice.cli.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How one side's S3 service is reached.
///
/// @param profile of the AWS configuration files, null for the environment's
/// @param endpointUrl where the service is, null for what the profile or the environment says
/// @param region null for what the profile or the environment says
/// @param anonymous whether requests go unsigned
/// @param retryFor how long a service that does not answer is waited for, null for the usual time
public record S3Access(
    @Nullable String profile,
    @Nullable URI endpointUrl,
    @Nullable String region,
    boolean anonymous,
    @Nullable Duration retryFor) {

  /// Everything from the environment.
  public static final S3Access FROM_ENVIRONMENT = new S3Access(null, null, null, false, null);

  /// This, with what it leaves open taken from `other`.
  S3Access orElse(S3Access other) {
    return new S3Access(
        profile != null ? profile : other.profile,
        endpointUrl != null ? endpointUrl : other.endpointUrl,
        region != null ? region : other.region,
        anonymous || other.anonymous,
        retryFor != null ? retryFor : other.retryFor);
  }
}
