package dev.sluice.report;

import dev.sluice.plan.SyncPolicy;
import dev.sluice.store.StoreActivity;
import dev.sluice.transfer.Outcome.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What a run did. Immutable; the counts are exact, since the run has ended. Reports of runs over
/// ranges of one sync can be merged.
///
/// @param runId the run's name
/// @param mode what the run was asked to do
/// @param startedAt when it began
/// @param took how long it took
/// @param end how it ended as a whole
/// @param listed what listing and comparing came to
/// @param outcomes how often each outcome came
/// @param failures the failures themselves, no more than the first [#MAX_FAILURES_KEPT]
/// @param distrustedETags whose ETags were found to say nothing
/// @param activity what the stores' calls cost
public record SyncReport(
    String runId,
    SyncPolicy.Mode mode,
    Instant startedAt,
    Duration took,
    RunEnd end,
    ListingTotals listed,
    OutcomeCounts outcomes,
    List<Failed> failures,
    DistrustedETags distrustedETags,
    StoreActivity activity) {

  /// How many failures are kept in full; all are counted, and all are told to the observer as they
  /// happen.
  public static final int MAX_FAILURES_KEPT = 1000;

  /// How the run ended.
  public RunStatus status() {
    return end.status();
  }

  /// Whether every key seen ended in exactly one outcome. False is a bug.
  public boolean addsUp() {
    return listed.seen() == outcomes.total();
  }

  /// The same, when more has been done on its account.
  ///
  /// @param ended how all of that ended
  public SyncReport withMore(RunEnd ended, Duration allTook, StoreActivity all) {
    return new SyncReport(
        runId, mode, startedAt, allTook, ended, listed, outcomes, failures, distrustedETags, all);
  }

  /// What this run and another did together that was over other keys of the same sync, at the same
  /// time or one after the other, with connections of its own. The sum has this one's name, and has
  /// taken from the first beginning to the last end.
  ///
  /// @throws IllegalArgumentException if the other was asked to do something else
  public SyncReport merge(SyncReport other) {
    if (mode != other.mode) {
      throw new IllegalArgumentException(mode + " and " + other.mode + " have no sum");
    }
    Instant began = startedAt.isBefore(other.startedAt) ? startedAt : other.startedAt;
    Instant ended = startedAt.plus(took);
    Instant otherEnded = other.startedAt.plus(other.took);
    return new SyncReport(
        runId,
        mode,
        began,
        Duration.between(began, ended.isAfter(otherEnded) ? ended : otherEnded),
        end.and(other.end),
        listed.plus(other.listed),
        outcomes.plus(other.outcomes),
        Stream.concat(failures.stream(), other.failures.stream()).limit(MAX_FAILURES_KEPT).toList(),
        distrustedETags.or(other.distrustedETags),
        activity.plus(other.activity));
  }
}
