package dev.sluice.care.move;

import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;

/// What a move did.
///
/// @param run what the run between the two places did, with the end, the duration and the cost of
///   all
/// @param counts what became of the source's entries
public record MoveReport(SyncReport run, MoveCounts counts) {

  /// How it ended as a whole.
  public RunStatus status() {
    return run.status();
  }
}
