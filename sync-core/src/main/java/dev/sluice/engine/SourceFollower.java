package dev.sluice.engine;

import dev.sluice.flow.spool.SpoolException;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.store.Takeaway.Seen;
import dev.sluice.transfer.Outcome;
import org.jspecify.annotations.Nullable;

/// Follows the entries of a source that is to be left behind: looks at each before it is read, and
/// is told what proves that the destination has it. Called by many threads at once.
public interface SourceFollower {

  /// Looks at an entry before it is read, or compared with the destination's.
  ///
  /// @return what it is; null where nothing would tell that it has changed since
  @Nullable Seen before(Entry source) throws InterruptedException;

  /// The listings say that both sides have the same; the entry was not read.
  ///
  /// @param target the destination's entry
  /// @param by what says so
  /// @throws SpoolException if it cannot be kept
  void equal(Entry source, Entry target, Evidence by) throws SpoolException, InterruptedException;

  /// An action has ended.
  ///
  /// @param source the entry of which it was planned
  /// @param target the destination's that was listed; null for none
  /// @param seen what [#before] gave
  /// @throws SpoolException if it cannot be kept
  void ended(Entry source, @Nullable Entry target, @Nullable Seen seen, Outcome outcome)
      throws SpoolException;
}
