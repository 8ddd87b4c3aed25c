package dev.sluice.engine;

import dev.sluice.flow.spool.SpoolException;
import dev.sluice.model.Entry;
import dev.sluice.plan.Action;
import dev.sluice.store.Takeaway.Seen;
import dev.sluice.transfer.Outcome;
import org.jspecify.annotations.Nullable;

/// Tells whoever follows the source's entries, if anybody does.
///
/// @param follower null for nobody
/// @param ending is told if what was found out cannot be kept
record Following(@Nullable SourceFollower follower, RunEnding ending) {

  /// An action's turn has come.
  ///
  /// @return to be given to [#ended]
  @Nullable Seen before(Action action) throws InterruptedException {
    Entry source = source(action);
    return follower == null || source == null ? null : follower.before(source);
  }

  /// It has ended.
  void ended(Action action, @Nullable Seen seen, Outcome outcome) {
    Entry source = source(action);
    if (follower != null && source != null) {
      try {
        follower.ended(source, target(action), seen, outcome);
      } catch (SpoolException e) {
        ending.failed(e);
      }
    }
  }

  /// The destination's entry that it is about; null for none.
  private static @Nullable Entry target(Action action) {
    return switch (action) {
      case Action.Copy copy -> copy.target();
      case Action.Compare compare -> compare.target();
      case Action.Delete _, Action.Skip _, Action.Refuse _ -> null;
    };
  }

  /// The source's entry that it is about; null for none.
  private static @Nullable Entry source(Action action) {
    return switch (action) {
      case Action.Copy copy -> copy.source();
      case Action.Compare compare -> compare.source();
      case Action.Delete _, Action.Skip _, Action.Refuse _ -> null;
    };
  }
}
