package dev.sluice.cli.command.care;

import dev.sluice.care.CareRun;
import dev.sluice.care.history.HistoryCounts;
import dev.sluice.care.history.HistoryObserver;
import dev.sluice.care.history.HistoryReport;
import dev.sluice.care.history.HistoryRun;
import dev.sluice.care.history.HistoryState;
import dev.sluice.cli.output.StepReporter;
import dev.sluice.model.Key;
import dev.sluice.model.Unlisted;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import java.util.Map;

/// All versions and delete markers of a bucket.
///
/// @param steps are told
record AllHistories(
    HistoryRun.Sides sides,
    HistoryRun.Manner manner,
    CareRun.Surroundings surroundings,
    StepReporter steps)
    implements BucketContents {

  private HistoryRun run(boolean tellsDifferences) {
    return new HistoryRun(sides, manner, new Told(steps, tellsDifferences), surroundings);
  }

  private record Told(StepReporter steps, boolean tellsDifferences) implements HistoryObserver {
    @Override
    public void compared(Key key, HistoryState state) {
      if (!tellsDifferences) {
        return;
      }
      switch (state) {
        case HistoryState.Complete _ -> {}
        case HistoryState.Ahead(int more) ->
            steps.left(key + ": the new bucket has " + more + " versions more");
        case HistoryState.Behind(int missing) ->
            steps.left(key + ": the new bucket lacks " + missing + " versions");
        case HistoryState.Other(String why) -> steps.left(key + ": " + why);
        case HistoryState.Doubled _ -> {} // told as what it is otherwise
      }
    }

    @Override
    public void failed(Key key, StoreException error) {
      steps.failed(String.valueOf(error.getMessage()));
    }

    @Override
    public void unlisted(Unlisted part) {
      steps.failed("list " + part.key() + ": " + part.cause());
    }
  }

  @Override
  public Found look() throws InterruptedException {
    HistoryReport report = run(false).compare();
    HistoryCounts counts = report.counts();
    long others = report.foreign();
    if (report.end().status() != RunStatus.OK && report.end().status() != RunStatus.DIFFERENT) {
      String reason = report.end().reason();
      return new Found(reason == null ? "it could not be compared" : reason, false);
    }
    return new Found(
        others == 0
            ? null
            : "in "
                + others
                + " of "
                + counts.keys()
                + " keys it has something else than the beginning of the history",
        report.grown() > 0);
  }

  @Override
  public RunEnd copy() throws InterruptedException {
    HistoryReport report = run(false).copy();
    HistoryCounts counts = report.counts();
    steps.step(
        "copied",
        "Copied "
            + counts.made()
            + " versions and delete markers of "
            + counts.behind()
            + " of "
            + counts.keys()
            + " keys.",
        Map.of("made", counts.made(), "keys", counts.keys(), "failed", counts.failed()));
    return report.end();
  }

  @Override
  public RunEnd verify() throws InterruptedException {
    HistoryReport report = run(true).compare();
    HistoryCounts counts = report.counts();
    steps.step(
        "verified",
        "Compared "
            + counts.versions()
            + " versions and delete markers of "
            + counts.keys()
            + " keys: "
            + (counts.complete() + counts.ahead())
            + " keys are all there.",
        Map.of(
            "versions",
            counts.versions(),
            "keys",
            counts.keys(),
            "complete",
            counts.complete(),
            "ahead",
            counts.ahead(),
            "behind",
            counts.behind(),
            "other",
            counts.other()));
    return report.end();
  }

  @Override
  public RunEnd remove() throws InterruptedException {
    HistoryReport report = run(true).remove();
    steps.step(
        "removed",
        "Removed " + report.counts().removed() + " versions and delete markers.",
        Map.of("removed", report.counts().removed(), "failed", report.counts().failed()));
    return report.end();
  }
}
