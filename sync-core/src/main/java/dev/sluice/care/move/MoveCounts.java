package dev.sluice.care.move;

import dev.sluice.care.move.MoveOutcome.Why;
import java.util.Map;

/// How the entries of the source ended that the destination has, or seems to have.
///
/// @param found how many there were
/// @param moved how many the source has no longer
/// @param movedBytes their lengths together
/// @param hidden those of `moved` that are but hidden by a delete marker
/// @param planned how many a rehearsal would remove
/// @param left how many were left, by reason; only what is not zero
/// @param failed how many failed
public record MoveCounts(
    long found,
    long moved,
    long movedBytes,
    long hidden,
    long planned,
    Map<Why, Long> left,
    long failed) {

  /// All that were left.
  public long leftCount() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Those whose turn never came, because the run ended early.
  public long notAttempted() {
    return found - moved - planned - leftCount() - failed;
  }
}
