package dev.sluice.care;

import dev.sluice.model.Unlisted;

/// Is told what happens as it happens. Called by many threads at once; must be quick and must not
/// throw.
public interface CareObserver {

  /// Hears nothing.
  CareObserver SILENT = new CareObserver() {};

  /// Something has ended.
  default void outcome(CareOutcome outcome) {}

  /// A part could not be listed.
  default void unlisted(Unlisted part) {}

  /// It has begun.
  ///
  /// @param figures tell how far it is at any later moment
  default void started(CareFigures figures) {}
}
