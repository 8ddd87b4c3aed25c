package dev.sluice.cli.output;

import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;

/// Shows one run to the user. To be closed when the run is over, however it ended.
public interface Reporter extends RunObserver, AutoCloseable {

  /// Says that the run could not begin, or was broken off by an exception. The line on standard
  /// error is the program's to print.
  ///
  /// @param message the line for the user
  /// @param status with which the program will leave
  void broken(String message, RunStatus status);

  /// Stops showing progress. Idempotent.
  @Override
  void close();

  /// The reporter for a way of output.
  ///
  /// @param console where to
  /// @param mode how much and in which form
  /// @param route from where to where the run goes
  static Reporter of(Console console, OutputMode mode, Route route) {
    return mode.json() ? new JsonReporter(console, mode) : new HumanReporter(console, mode, route);
  }
}
