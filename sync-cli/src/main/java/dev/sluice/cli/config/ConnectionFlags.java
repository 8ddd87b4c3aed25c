package dev.sluice.cli.config;

import dev.sluice.engine.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How S3 is reached. What is not said here comes from the usual AWS files and variables.
@Command(
    description = "Connection (what is not said comes from the AWS configuration and environment):")
public final class ConnectionFlags {

  @Option(names = "--profile", paramLabel = "NAME", description = "Profile of the AWS files.")
  private @Nullable String profile;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      description = "Service other than AWS, such as http://host:9000.")
  private @Nullable String endpointUrl;

  @Option(names = "--region", paramLabel = "NAME", description = "Region of the buckets.")
  private @Nullable String region;

  @Option(names = "--no-sign-request", description = "Send requests unsigned, as anyone.")
  private boolean noSignRequest;

  /// The flags as an access.
  ///
  /// @throws UsageException if a value is none
  public S3Access access() throws UsageException {
    return new S3Access(
        Values.nonBlank("--profile", profile),
        Values.endpoint("--endpoint-url", endpointUrl),
        Values.nonBlank("--region", region),
        noSignRequest);
  }
}
