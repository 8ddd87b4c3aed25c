package dev.sluice.cli.config;

import dev.sluice.engine.UsageException;
import dev.sluice.plan.SyncPolicy.Deletion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Whether and how far a run deletes.
@Command(description = "Deletion:")
public final class DeletionFlags {

  private static final long NO_BOUND = -1;

  @Option(
      names = {"--delete-removed", "--delete"},
      description = "Delete at the destination what the source does not have, last of all.")
  private boolean deleteRemoved;

  @Option(names = "--no-delete-removed", description = "Delete nothing. This is the default.")
  private boolean noDeleteRemoved;

  @Option(
      names = "--max-delete",
      paramLabel = "N",
      description = "Delete nothing at all if it would be more than N.")
  private @Nullable Long maxDelete;

  @Option(
      names = "--force",
      description =
          "Delete even if the source is empty or more than half of the destination would go.")
  private boolean force;

  @Option(names = "--ignore-errors", description = "Delete even if a listing or a transfer failed.")
  private boolean ignoreErrors;

  /// The flags as a rule for deleting.
  ///
  /// @throws UsageException if they contradict each other
  public Deletion deletion() throws UsageException {
    Contradictions.refuse(
        "--delete-removed", deleteRemoved, "--no-delete-removed", noDeleteRemoved);
    if (maxDelete != null && maxDelete < 0) {
      throw new UsageException("--max-delete " + maxDelete + ": not a number of entries");
    }
    long bound = maxDelete == null ? NO_BOUND : maxDelete;
    return new Deletion(deleteRemoved, bound, force, ignoreErrors);
  }
}
