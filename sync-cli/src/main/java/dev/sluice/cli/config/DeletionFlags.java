package dev.sluice.cli.config;

import dev.sluice.model.UsageException;
import dev.sluice.plan.SyncPolicy.Deletion;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Whether and how far a run deletes.
public final class DeletionFlags {

  private boolean deleteRemoved;

  private boolean noDeleteRemoved;

  private @Nullable Long maxDelete;

  private boolean force;

  private boolean ignoreErrors;

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Deletion:")
        .flag(
            "Delete at the destination what the source does not have, last of all.",
            value -> deleteRemoved = value,
            "--delete-removed",
            "--delete")
        .flag(
            "Delete nothing. This is the default.",
            value -> noDeleteRemoved = value,
            "--no-delete-removed")
        .value(
            Long.class,
            "N",
            "Delete nothing at all if it would be more than N.",
            value -> maxDelete = value,
            "--max-delete")
        .flag(
            "Delete even if the source is empty or more than half of the destination would go.",
            value -> force = value,
            "--force")
        .flag(
            "Delete even if a listing or a transfer failed.",
            value -> ignoreErrors = value,
            "--ignore-errors")
        .spec();
  }

  /// The flags as a rule for deleting.
  ///
  /// @throws UsageException if they contradict each other
  public Deletion deletion() throws UsageException {
    ConflictingFlags.refuse(
        "--delete-removed", deleteRemoved, "--no-delete-removed", noDeleteRemoved);
    if (maxDelete != null && maxDelete < 0) {
      throw new UsageException("--max-delete " + maxDelete + ": not a number of entries");
    }
    OptionalLong bound = maxDelete == null ? OptionalLong.empty() : OptionalLong.of(maxDelete);
    return new Deletion(deleteRemoved, bound, force, ignoreErrors);
  }
}
