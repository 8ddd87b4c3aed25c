package dev.sluice.cli.command.care;

import dev.sluice.care.CareRun;
import dev.sluice.care.move.MoveObserver;
import dev.sluice.care.move.MoveOutcome;
import dev.sluice.care.move.MoveReport;
import dev.sluice.care.move.MoveRun;
import dev.sluice.cli.output.StepReporter;
import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.UsageException;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.transfer.DifferenceKind;
import dev.sluice.transfer.Outcome;
import java.util.Map;

/// What is seen in a bucket: the latest version of each key.
///
/// @param steps are told
record LatestVersions(
    Store from, Store to, Tuning tuning, CareRun.Surroundings surroundings, StepReporter steps)
    implements BucketContents {

  private SyncRequest request(Mode mode) {
    return new SyncRequest(
        from,
        to,
        new SyncPolicy(Comparison.BYTES, mode, Deletion.OFF),
        KeyFilter.EVERYTHING,
        tuning);
  }

  private SyncReport run(Mode mode, RunObserver observer) throws InterruptedException {
    return new SyncEngine(
            surroundings.time(), surroundings.processors(), surroundings.descriptors())
        .run(request(mode), observer, surroundings.cancellation());
  }

  @Override
  public Found look() throws InterruptedException {
    SyncReport report = run(Mode.VERIFY, RunObserver.SILENT);
    if (report.status() != RunStatus.OK && report.status() != RunStatus.DIFFERENT) {
      String reason = report.end().reason();
      return new Found(reason == null ? "it could not be compared" : reason, false);
    }
    long others = others(report) + (count(report, DifferenceKind.MISSING) > 0 ? extra(report) : 0);
    return new Found(
        others == 0 ? null : "it has " + others + " objects that the old one does not have so",
        extra(report) > 0);
  }

  /// Those that only the new bucket has: written there, or removed from the old one already.
  private static long extra(SyncReport report) {
    return count(report, DifferenceKind.EXTRA);
  }

  /// Those that both have, and not the same.
  private static long others(SyncReport report) {
    return count(report, DifferenceKind.SIZE) + count(report, DifferenceKind.CONTENT);
  }

  private static long count(SyncReport report, DifferenceKind kind) {
    return report.outcomes().differing().getOrDefault(kind, 0L);
  }

  @Override
  public RunEnd copy() throws InterruptedException {
    SyncReport report = run(Mode.SYNC, new Told(steps));
    steps.step(
        "copied",
        "Copied " + report.outcomes().copiedCount() + " of " + report.listed().seen() + " objects.",
        Map.of(
            "made",
            report.outcomes().copiedCount(),
            "keys",
            report.listed().seen(),
            "failed",
            report.outcomes().failed()));
    return report.end();
  }

  @Override
  public RunEnd verify() throws InterruptedException {
    SyncReport report = run(Mode.VERIFY, new Told(steps));
    steps.step(
        "verified",
        "Compared "
            + report.listed().seen()
            + " objects: "
            + report.outcomes().differingCount()
            + " differ.",
        Map.of(
            "keys",
            report.listed().seen(),
            "differing",
            report.outcomes().differingCount(),
            "failed",
            report.outcomes().failed()));
    long differing = differing(report);
    if (report.status() != RunStatus.DIFFERENT) {
      return report.end();
    }
    return differing == 0
        ? new RunEnd(RunStatus.OK, null)
        : new RunEnd(
            RunStatus.DIFFERENT, differing + " objects differ from those of the old bucket");
  }

  @Override
  public RunEnd remove() throws UsageException, StoreException, InterruptedException {
    MoveReport report =
        new MoveRun(
                request(Mode.VERIFY),
                null,
                new Told(steps),
                new MoveRun.Surroundings(
                    surroundings.time(),
                    surroundings.processors(),
                    surroundings.descriptors(),
                    surroundings.cancellation()))
            .betweenTwoPlaces()
            .execute();
    steps.step(
        "removed",
        "Removed " + report.counts().moved() + " objects.",
        Map.of("removed", report.counts().moved(), "failed", report.counts().failed()));
    long differing = differing(report.run());
    return differing == 0
        ? report.run().end()
        : new RunEnd(
            RunStatus.DIFFERENT,
            "nothing was removed: "
                + (differing == 1 ? "1 object differs" : differing + " objects differ")
                + " from what the new bucket has by now");
  }

  /// Those that the new bucket does not have, or not so.
  private static long differing(SyncReport report) {
    return others(report) + count(report, DifferenceKind.MISSING);
  }

  private record Told(StepReporter steps) implements MoveObserver {
    @Override
    public void outcome(Outcome outcome) {
      switch (outcome) {
        case Outcome.Failed failed -> steps.failed(failed.message());
        case Outcome.Differs(var key, var kind, _) -> steps.left(key + ": " + kind.text());
        case Outcome.Copied _,
            Outcome.Deleted _,
            Outcome.Skipped _,
            Outcome.Planned _,
            Outcome.NotAttempted _ -> {}
      }
    }

    @Override
    public void ended(MoveOutcome outcome) {
      switch (outcome) {
        case MoveOutcome.Left(var source, var why) -> steps.left(source.key() + ": " + why.text());
        case MoveOutcome.Failed(_, var error) -> steps.failed(String.valueOf(error.getMessage()));
        case MoveOutcome.Moved _, MoveOutcome.Planned _ -> {}
      }
    }

    @Override
    public void warning(String message) {
      steps.left(message);
    }
  }
}
