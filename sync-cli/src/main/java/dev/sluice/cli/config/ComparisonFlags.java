package dev.sluice.cli.config;

import dev.sluice.diff.Comparison;
import dev.sluice.engine.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How entries are compared.
@Command(description = "Comparison:")
public final class ComparisonFlags {

  @Option(
      names = "--check-md5",
      description = "Compare size, then MD5 where the sizes are equal. This is the default.")
  private boolean checkMd5;

  @Option(
      names = {"--no-check-md5", "--size-only"},
      description = "Compare by size alone.")
  private boolean noCheckMd5;

  /// The flags as a comparison.
  ///
  /// @throws UsageException if they contradict each other
  public Comparison comparison() throws UsageException {
    Contradictions.refuse("--check-md5", checkMd5, "--no-check-md5", noCheckMd5);
    return noCheckMd5 ? Comparison.SIZE : Comparison.SIZE_AND_MD5;
  }
}
