package dev.sluice.report;

import dev.sluice.plan.Action.DifferenceKind;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.store.StoreActivity;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run did. Immutable; the counts are exact, since the run has ended.
///
/// @param runId the run's name
/// @param mode what the run was asked to do
/// @param status how it ended as a whole
/// @param startedAt when it began
/// @param took how long it took
/// @param source what the source's listing gave
/// @param target what the destination's listing gave
/// @param seen keys seen on either side; each ended in exactly one of the outcomes counted below
/// @param copied by method
/// @param copiedBytes the bytes of all that was copied
/// @param unproven what of it could not be verified
/// @param oddETags whose ETags were found to say nothing
/// @param deleted entries deleted
/// @param planned actions that a dry run would take
/// @param skipped by reason
/// @param differing differences found by a verification, by kind
/// @param failed entries that failed
/// @param notAttempted entries whose turn never came, because the run ended early
/// @param failures the failures themselves, no more than the first [#MAX_FAILURES_KEPT]
/// @param stopReason the line that says why the run ended early or refused to delete; null where it
///   did neither
/// @param activity what the stores' calls cost
/// @param unusedRules the filter rules that decided about nothing, as their writer knows them;
///   empty where a listing was not read to its end
public record SyncReport(
    String runId,
    SyncPolicy.Mode mode,
    RunStatus status,
    Instant startedAt,
    Duration took,
    SideCount source,
    SideCount target,
    long seen,
    Map<Method, Long> copied,
    long copiedBytes,
    Unproven unproven,
    OddETags oddETags,
    long deleted,
    long planned,
    Map<SkipReason, Long> skipped,
    Map<DifferenceKind, Long> differing,
    long failed,
    long notAttempted,
    List<Failed> failures,
    @Nullable String stopReason,
    StoreActivity activity,
    List<String> unusedRules) {

  /// How many failures are kept in full; all are counted, and all are told to the observer as they
  /// happen.
  public static final int MAX_FAILURES_KEPT = 1000;

  /// Copied, deleted, and what a dry run would do.
  public long done() {
    return copiedCount() + deleted + planned;
  }

  /// All that was copied.
  public long copiedCount() {
    return copied.values().stream().mapToLong(Long::longValue).sum();
  }

  /// All that was skipped.
  public long skippedCount() {
    return skipped.values().stream().mapToLong(Long::longValue).sum();
  }

  /// All differences found.
  public long differingCount() {
    return differing.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The same where what is in no count was given up on: it counts as not attempted, since nothing
  /// is known of how it ended.
  public SyncReport withTheRestNotAttempted() {
    long rest = seen - done() - skippedCount() - differingCount() - failed - notAttempted;
    return new SyncReport(
        runId,
        mode,
        status,
        startedAt,
        took,
        source,
        target,
        seen,
        copied,
        copiedBytes,
        unproven,
        oddETags,
        deleted,
        planned,
        skipped,
        differing,
        failed,
        notAttempted + rest,
        failures,
        stopReason,
        activity,
        unusedRules);
  }

  /// Whether every key seen ended in exactly one outcome. False is a bug.
  public boolean addsUp() {
    return seen == done() + skippedCount() + differingCount() + failed + notAttempted;
  }
}
