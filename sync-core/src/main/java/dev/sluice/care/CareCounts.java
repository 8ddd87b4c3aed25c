package dev.sluice.care;

/// How often each outcome came.
///
/// @param done what was done
/// @param doneBytes the lengths of that
/// @param asItIs what needed nothing
/// @param left what was left on purpose
/// @param failed what failed
/// @param notAttempted what was found and whose turn never came
public record CareCounts(
    long done, long doneBytes, long asItIs, long left, long failed, long notAttempted) {

  /// All outcomes.
  public long total() {
    return done + asItIs + left + failed + notAttempted;
  }
}
