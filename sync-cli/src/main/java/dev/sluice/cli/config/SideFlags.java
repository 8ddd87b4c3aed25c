package dev.sluice.cli.config;

import dev.sluice.model.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// How the two sides' services are reached where they differ.
public final class SideFlags {

  private @Nullable String sourceProfile;

  private @Nullable String destProfile;

  private @Nullable String sourceEndpointUrl;

  private @Nullable String destEndpointUrl;

  private @Nullable String sourceRegion;

  private @Nullable String destRegion;

  private boolean sourceNoSignRequest;

  private boolean destNoSignRequest;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Connection of one side alone:")
        .text("NAME", "The source's profile.", value -> sourceProfile = value, "--source-profile")
        .text("NAME", "The destination's.", value -> destProfile = value, "--dest-profile")
        .text(
            "URL",
            "The source's service.",
            value -> sourceEndpointUrl = value,
            "--source-endpoint-url")
        .text("URL", "The destination's.", value -> destEndpointUrl = value, "--dest-endpoint-url")
        .text("NAME", "The source's region.", value -> sourceRegion = value, "--source-region")
        .text("NAME", "The destination's.", value -> destRegion = value, "--dest-region")
        .flag(
            "Read from the source as anyone.",
            value -> sourceNoSignRequest = value,
            "--source-no-sign-request")
        .flag(
            "Write to the destination as anyone.",
            value -> destNoSignRequest = value,
            "--dest-no-sign-request")
        .spec();
  }

  /// The source's access; what it leaves open is `common`'s.
  public S3Access source(S3Access common) throws UsageException {
    return new S3Access(
            FlagValues.nonBlank("--source-profile", sourceProfile),
            FlagValues.endpoint("--source-endpoint-url", sourceEndpointUrl),
            FlagValues.nonBlank("--source-region", sourceRegion),
            sourceNoSignRequest,
            null)
        .orElse(common);
  }

  /// The destination's access; what it leaves open is `common`'s.
  public S3Access destination(S3Access common) throws UsageException {
    return new S3Access(
            FlagValues.nonBlank("--dest-profile", destProfile),
            FlagValues.endpoint("--dest-endpoint-url", destEndpointUrl),
            FlagValues.nonBlank("--dest-region", destRegion),
            destNoSignRequest,
            null)
        .orElse(common);
  }
}
