package dev.sluice.care.move;

import dev.sluice.flow.Unanswered;
import dev.sluice.report.ProgressSource;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunObserver;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.transfer.Outcome;

/// Tells of a run but for its end, since more is to follow.
record AllButTheEnd(RunObserver inner) implements RunObserver {

  @Override
  public void started(RunInfo run, ProgressSource progress) {
    inner.started(run, progress);
  }

  @Override
  public void outcome(Outcome outcome) {
    inner.outcome(outcome);
  }

  @Override
  public void warning(String message) {
    inner.warning(message);
  }

  @Override
  public void unanswered(Unanswered call, int others) {
    inner.unanswered(call, others);
  }

  @Override
  public void leftoversRemoved(Removed removed) {
    inner.leftoversRemoved(removed);
  }

  @Override
  public void phase(Phase phase) {
    inner.phase(phase);
  }

  @Override
  public void finished(SyncReport report) {
    // Who moves has yet to remove.
  }
}
