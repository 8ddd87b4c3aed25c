package dev.sluice.cli.command.care;

import dev.sluice.care.ChangeList;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.model.UsageException;
import dev.sluice.store.StoreException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the commands that remove have in common.
final class RemovalOptions {

  private boolean allVersions;
  private boolean yes;
  private boolean dryRun;
  private @Nullable String list;

  /// Declares them.
  void declare(OptionGroup own) {
    own.flag(
            "Versions and delete markers too, for good.",
            value -> allVersions = value,
            "--all-versions")
        .flag(
            "Do not ask for the bucket's name to be typed: what is found is removed.",
            value -> yes = value,
            "-y",
            "--yes")
        .flag(
            "Say what would be removed, and remove nothing.",
            value -> dryRun = value,
            "-n",
            "--dry-run",
            "--dryrun")
        .text(
            "FILE",
            "Write down each object that is removed, and what it was, as JSON lines.",
            value -> list = value,
            "--list");
  }

  boolean allVersions() {
    return allVersions;
  }

  boolean yes() {
    return yes;
  }

  boolean dryRun() {
    return dryRun;
  }

  /// As it was written; null where none is wanted.
  @Nullable String list() {
    return list;
  }

  /// Opens the list; null where none is wanted. A dry run writes none.
  @Nullable ChangeList openList(String bucket) throws UsageException, StoreException {
    return list == null || dryRun ? null : ChangeList.appendingTo(path("--list", list), bucket);
  }

  static Path path(String flag, String text) throws UsageException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException(flag + " " + text + ": " + e.getReason());
    }
  }
}
