package dev.sluice.report;

import dev.sluice.flow.Unanswered;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.transfer.Outcome;

/// Is told what happens in a run as it happens. Called by many threads at once; must be quick and
/// must not throw.
public interface RunObserver {

  /// Hears nothing.
  RunObserver SILENT = new RunObserver() {};

  /// The run has resolved its two sides and begins to list.
  ///
  /// @param progress gives the run's figures at any later moment
  default void started(RunInfo run, ProgressSource progress) {}

  /// One key's action has ended.
  default void outcome(Outcome outcome) {}

  /// Something that concerns no single key and stops nothing.
  default void warning(String message) {}

  /// A call, of a file system or a service, has not been answered for long; what needs it waits.
  /// Told once for each, and for few of many at a time.
  ///
  /// @param others how many others have not been either and are not told by themselves
  default void unanswered(Unanswered call, int others) {}

  /// Something was removed that runs had left which were killed. Told at the end, if at all.
  default void leftoversRemoved(Removed removed) {}

  /// The run has entered another phase.
  default void phase(Phase phase) {}

  /// The run has ended.
  default void finished(SyncReport report) {}

  /// What a run is at.
  enum Phase {
    /// Listing and comparing, and transferring what is known already.
    LISTING("listing"),
    /// Everything is listed; transferring the rest.
    TRANSFERRING("transferring"),
    /// Everything is transferred; deleting.
    DELETING("deleting"),
    /// Told to end: finishing what is under way.
    STOPPING("stopping");

    private final String text;

    Phase(String text) {
      this.text = text;
    }

    /// In words.
    public String text() {
      return text;
    }
  }
}
