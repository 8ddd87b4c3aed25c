package dev.sluice.cli.config;

import dev.sluice.model.UsageException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// How S3 is reached. What is not said here comes from the usual AWS files and variables.
public final class ConnectionFlags {

  private static final Duration LONGEST_RETRY = Duration.ofDays(1);

  private @Nullable String profile;

  private @Nullable String endpointUrl;

  private @Nullable String region;

  private boolean noSignRequest;

  private @Nullable String retryFor;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under(
            "Connection (what is not said comes from the AWS configuration and environment):")
        .text("NAME", "Profile of the AWS files.", value -> profile = value, "--profile")
        .text(
            "URL",
            "Service other than AWS, such as http://host:9000.",
            value -> endpointUrl = value,
            "--endpoint-url")
        .text("NAME", "Region of the buckets.", value -> region = value, "--region")
        .flag(
            "Send requests unsigned, as anyone.",
            value -> noSignRequest = value,
            "--no-sign-request")
        .text(
            "TIME",
            "How long a service that does not answer is waited for: 90s, 5m, 1h; 5m unless said.",
            value -> retryFor = value,
            "--retry-for")
        .spec();
  }

  /// The flags as an access.
  ///
  /// @throws UsageException if a value is none
  public S3Access access() throws UsageException {
    return new S3Access(
        FlagValues.nonBlank("--profile", profile),
        FlagValues.endpoint("--endpoint-url", endpointUrl),
        FlagValues.nonBlank("--region", region),
        noSignRequest,
        retryFor == null ? null : FlagValues.duration("--retry-for", retryFor, LONGEST_RETRY));
  }
}
