package dev.sluice.care;

import dev.sluice.store.StoreException;
import java.util.List;

/// What is done to objects and versions. Called by many threads at once.
public interface CareTask {

  /// How many it takes at once at most, at least 1.
  default int batch() {
    return 1;
  }

  /// Does it.
  ///
  /// @param subjects from one to [#batch]
  /// @return one outcome for each, in their order
  /// @throws StoreException if the whole call failed, so that nothing is known of any
  List<CareOutcome> carryOut(List<Subject> subjects) throws StoreException, InterruptedException;
}
