package dev.sluice.cli.config;

import dev.sluice.cache.CacheCheck;
import dev.sluice.model.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// What is remembered of files from run to run.
public final class CacheFlags {

  private @Nullable String folder;

  private boolean off;

  private @Nullable String check;

  private @Nullable String recheck;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Hash cache:")
        .text(
            "DIR",
            "Where the MD5s of files are kept from run to run; the user's cache folder unless said.",
            value -> folder = value,
            "--cache-dir",
            "--cache-file")
        .flag("Read files though they are known from before.", value -> off = value, "--no-cache")
        .text(
            "HOW",
            "What must be as it was for a file to be known: strict (size, both times, inode), no-inode"
                + " or mtime. Chosen by the file system unless said.",
            value -> check = value,
            "--cache-check")
        .text(
            "PERCENT",
            "Read such a share of the known files all the same, to find what changed without a trace.",
            value -> recheck = value,
            "--cache-recheck")
        .spec();
  }

  /// The flags as settings.
  ///
  /// @param variables environment variables by name; null where one is not set
  /// @param usualShare which share of the known files is read all the same, unless one was said
  /// @throws UsageException if they contradict each other, or one is not understood
  public HashCaches.Settings settings(UnaryOperator<@Nullable String> variables, double usualShare)
      throws UsageException {
    if (off) {
      ConflictingFlags.refuse("--no-cache", off, "--cache-dir", folder != null);
      ConflictingFlags.refuse("--no-cache", off, "--cache-check", check != null);
      ConflictingFlags.refuse("--no-cache", off, "--cache-recheck", recheck != null);
      return HashCaches.Settings.OFF;
    }
    return new HashCaches.Settings(folder(folder, variables), check(), recheckShare(usualShare));
  }

  /// The folder of all caches.
  ///
  /// @param said by the user; null for nothing
  /// @param variables environment variables by name; null where one is not set
  /// @return null where this user has no place for such things
  public static @Nullable Path folder(
      @Nullable String said, UnaryOperator<@Nullable String> variables) throws UsageException {
    return said == null ? StateFolder.caches(variables) : path(said);
  }

  private static Path path(String text) throws UsageException {
    try {
      if (!text.isEmpty()) {
        return Path.of(text).toAbsolutePath();
      }
    } catch (InvalidPathException e) {
      throw new UsageException("--cache-dir " + text + ": " + e.getReason());
    }
    throw new UsageException("--cache-dir needs the name of a folder");
  }

  private @Nullable CacheCheck check() throws UsageException {
    if (check == null) {
      return null;
    }
    return switch (check.toLowerCase(Locale.ROOT)) {
      case "strict" -> CacheCheck.STRICT;
      case "no-inode" -> CacheCheck.NO_INODE;
      case "mtime" -> CacheCheck.MTIME;
      default -> throw new UsageException("--cache-check " + check + ": strict, no-inode or mtime");
    };
  }

  private double recheckShare(double usualShare) throws UsageException {
    if (recheck == null) {
      return usualShare;
    }
    return FlagValues.share("--cache-recheck", recheck);
  }

  /// Refuses that a share of the known files was said beside another flag, which says it too.
  ///
  /// @param isGiven whether the other was given
  public void refuseRecheck(String other, boolean isGiven) throws UsageException {
    ConflictingFlags.refuse("--cache-recheck", recheck != null, other, isGiven);
  }
}
