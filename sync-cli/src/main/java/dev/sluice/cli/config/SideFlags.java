package dev.sluice.cli.config;

import dev.sluice.engine.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How the two sides' services are reached where they differ.
@Command(description = "Connection of one side alone:")
public final class SideFlags {

  @Option(names = "--source-profile", paramLabel = "NAME", description = "The source's profile.")
  private @Nullable String sourceProfile;

  @Option(names = "--dest-profile", paramLabel = "NAME", description = "The destination's.")
  private @Nullable String destProfile;

  @Option(
      names = "--source-endpoint-url",
      paramLabel = "URL",
      description = "The source's service.")
  private @Nullable String sourceEndpointUrl;

  @Option(names = "--dest-endpoint-url", paramLabel = "URL", description = "The destination's.")
  private @Nullable String destEndpointUrl;

  @Option(names = "--source-region", paramLabel = "NAME", description = "The source's region.")
  private @Nullable String sourceRegion;

  @Option(names = "--dest-region", paramLabel = "NAME", description = "The destination's.")
  private @Nullable String destRegion;

  @Option(names = "--source-no-sign-request", description = "Read from the source as anyone.")
  private boolean sourceNoSignRequest;

  @Option(names = "--dest-no-sign-request", description = "Write to the destination as anyone.")
  private boolean destNoSignRequest;

  /// The source's access; what it leaves open is `common`'s.
  public S3Access source(S3Access common) throws UsageException {
    return new S3Access(
            Values.nonBlank("--source-profile", sourceProfile),
            Values.endpoint("--source-endpoint-url", sourceEndpointUrl),
            Values.nonBlank("--source-region", sourceRegion),
            sourceNoSignRequest)
        .orElse(common);
  }

  /// The destination's access; what it leaves open is `common`'s.
  public S3Access destination(S3Access common) throws UsageException {
    return new S3Access(
            Values.nonBlank("--dest-profile", destProfile),
            Values.endpoint("--dest-endpoint-url", destEndpointUrl),
            Values.nonBlank("--dest-region", destRegion),
            destNoSignRequest)
        .orElse(common);
  }
}
