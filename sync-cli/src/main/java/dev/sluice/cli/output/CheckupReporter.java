package dev.sluice.cli.output;

import dev.sluice.checkup.Check;
import dev.sluice.checkup.Checkup;
import dev.sluice.report.RunStatus;

/// Shows what `doctor` finds. Used by one thread.
public interface CheckupReporter {

  /// Shows what one check found.
  void checked(Check check);

  /// Sums up.
  ///
  /// @param location what was looked at, as the user wrote it
  /// @param status how it ends
  void ended(String location, Checkup checkup, RunStatus status);
}
