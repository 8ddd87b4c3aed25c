package dev.sluice.cli.config;

import dev.sluice.model.Comparison;
import dev.sluice.model.UsageException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// How entries are compared.
public final class ComparisonFlags {

  private boolean checkMd5;

  private boolean noCheckMd5;

  private boolean checksum;

  private @Nullable String compare;

  private boolean noRemoteCopy;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Comparison:")
        .flag(
            "Compare size, then MD5 where the sizes are equal. This is the default.",
            value -> checkMd5 = value,
            "--check-md5")
        .text(
            "WHAT",
            "How far to compare what is of equal size: size, mtime, md5, checksum or bytes.",
            value -> compare = value,
            "--compare")
        .flag(
            "Ask objects for their checksums where ETags cannot tell. The same as --compare checksum.",
            value -> checksum = value,
            "--checksum")
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

  /// Refuses that contents are not compared beside another flag, which is about contents.
  ///
  /// @param isGiven whether the other was given
  public void refuseWithoutContents(String other, boolean isGiven) throws UsageException {
    ConflictingFlags.refuse("--no-check-md5", noCheckMd5, other, isGiven);
    Comparison said = said();
    ConflictingFlags.refuse(
        "--compare " + compare, said != null && said.compareTo(Comparison.MD5) < 0, other, isGiven);
  }

  /// The flags as a comparison.
  ///
  /// @param usual how far it goes unless something is said
  /// @throws UsageException if they contradict each other, or one is not understood
  public Comparison comparison(Comparison usual) throws UsageException {
    ConflictingFlags.refuse("--check-md5", checkMd5, "--no-check-md5", noCheckMd5);
    ConflictingFlags.refuse("--checksum", checksum, "--no-check-md5", noCheckMd5);
    boolean isSaid = compare != null;
    ConflictingFlags.refuse("--compare", isSaid, "--check-md5", checkMd5);
    ConflictingFlags.refuse("--compare", isSaid, "--no-check-md5", noCheckMd5);
    ConflictingFlags.refuse("--compare", isSaid, "--checksum", checksum);
    Comparison said = said();
    if (said != null) {
      return said;
    }
    return noCheckMd5 ? Comparison.SIZE : checksum ? Comparison.CHECKSUM : usual;
  }

  private @Nullable Comparison said() throws UsageException {
    if (compare == null) {
      return null;
    }
    return switch (compare.toLowerCase(Locale.ROOT)) {
      case "size" -> Comparison.SIZE;
      case "mtime" -> Comparison.MTIME;
      case "md5" -> Comparison.MD5;
      case "checksum" -> Comparison.CHECKSUM;
      case "bytes" -> Comparison.BYTES;
      default ->
          throw new UsageException(
              "--compare " + compare + ": size, mtime, md5, checksum or bytes");
    };
  }
}
