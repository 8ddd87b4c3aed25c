package dev.sluice.cli.config;

import dev.sluice.diff.Comparison;
import dev.sluice.model.UsageException;
import picocli.CommandLine.Model.CommandSpec;

/// How entries are compared.
public final class ComparisonFlags {

  private boolean checkMd5;

  private boolean noCheckMd5;

  private boolean noRemoteCopy;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Comparison:")
        .flag(
            "Compare size, then MD5 where the sizes are equal. This is the default.",
            value -> checkMd5 = value,
            "--check-md5")
        .flag(
            "Compare by size alone, and take what is whole, whatever its ETag says.",
            value -> noCheckMd5 = value,
            "--no-check-md5",
            "--size-only")
        .spec();
  }

  /// The options of what copies, too, for the parser.
  public CommandSpec withRemoteCopy() {
    CommandSpec spec = spec();
    new OptionGroup(spec)
        .flag(
            "Send every content, also what the destination has under another key.",
            value -> noRemoteCopy = value,
            "--no-remote-copy");
    return spec;
  }

  /// Whether content that the destination has is copied there in place of being sent.
  public boolean copiesAtDestination() {
    return !noRemoteCopy;
  }

  /// Refuses that sizes alone are compared beside another flag, which is about contents.
  ///
  /// @param isGiven whether the other was given
  public void refuseSizeAlone(String other, boolean isGiven) throws UsageException {
    ConflictingFlags.refuse("--no-check-md5", noCheckMd5, other, isGiven);
  }

  /// The flags as a comparison.
  ///
  /// @throws UsageException if they contradict each other
  public Comparison comparison() throws UsageException {
    ConflictingFlags.refuse("--check-md5", checkMd5, "--no-check-md5", noCheckMd5);
    return noCheckMd5 ? Comparison.SIZE : Comparison.SIZE_AND_MD5;
  }
}
