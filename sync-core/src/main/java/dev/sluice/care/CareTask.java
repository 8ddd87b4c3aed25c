package dev.sluice.care;

import dev.sluice.store.StoreException;
import java.util.List;

/// What is done to objects and versions. Called by many threads at once.
public interface CareTask {

  /// How many it takes at once at most, at least 1.
  default int batch() {
    return 1;
  }

  /// Whether something is to be done last, when all else is done.
  default boolean comesLast(Subject subject) {
    return false;
  }

  /// Whether a run that leaves something is partial only.
  default boolean mustDoAll() {
    return false;
  }

  /// Whether it is about such a one at all; what it is not about is passed over.
  default boolean isAbout(Subject subject) {
    return true;
  }

  /// Does it.
  ///
  /// @param subjects from one to [#batch]
  /// @return one outcome for each, in their order
  /// @throws StoreException if the whole call failed, so that nothing is known of any
  List<CareOutcome> carryOut(List<Subject> subjects) throws StoreException, InterruptedException;
}
