package dev.sluice.care.move;

import dev.sluice.report.RunObserver;

/// Is told what happens in a move as it happens: the run between the two places first, then what
/// becomes of the source's entries. Called by many threads at once; must be quick and must not
/// throw. Of the run's end it is told by [#moved] alone.
public interface MoveObserver extends RunObserver {

  /// An entry of the source has ended.
  default void ended(MoveOutcome outcome) {}

  /// All is over.
  default void moved(MoveReport report) {}
}
