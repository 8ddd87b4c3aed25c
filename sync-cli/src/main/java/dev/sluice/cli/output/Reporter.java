package dev.sluice.cli.output;

import dev.sluice.care.move.MoveObserver;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.report.RunStatus;

/// Shows one run to the user. To be closed when the run is over, however it ended.
public interface Reporter extends MoveObserver, AutoCloseable {

  /// Says that the run could not begin, or was broken off by an exception. The line on standard
  /// error is the program's to print.
  ///
  /// @param message the line for the user
  /// @param status with which the program will leave
  void broken(String message, RunStatus status);

  /// Stops showing progress. Idempotent.
  @Override
  void close();

  /// Whether a skipped key is worth a line or an event of its own: what is up to date or excluded
  /// is not.
  static boolean isNoteworthy(SkipReason reason) {
    return switch (reason) {
      case SYMBOLIC_LINK, BROKEN_LINK, SPECIAL_FILE, VANISHED, INCOMPARABLE, DELETE_WITHHELD ->
          true;
      case UP_TO_DATE, EQUAL_BY_TIME, EXCLUDED, NOT_DELETED, DIRECTORY_MARKER, NOT_SAMPLED -> false;
    };
  }
}
