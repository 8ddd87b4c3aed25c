package dev.sluice.report;

import dev.sluice.plan.Action.SkipReason;
import dev.sluice.transfer.DifferenceKind;
import dev.sluice.transfer.Outcome.Method;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// How often each outcome came. Maps hold only what is not zero, in a fixed order.
///
/// @param copied by method
/// @param copiedBytes the bytes of all that was copied
/// @param notSentBytes those of it that the destination had already, under another key
/// @param unverified what of it could not be verified
/// @param deleted entries deleted
/// @param planned actions that a dry run would take
/// @param skipped by reason
/// @param differing differences found by a verification, by kind
/// @param failed entries that failed
/// @param notAttempted entries whose turn never came, because the run ended early
public record OutcomeCounts(
    Map<Method, Long> copied,
    long copiedBytes,
    long notSentBytes,
    UnverifiedCopies unverified,
    long deleted,
    long planned,
    Map<SkipReason, Long> skipped,
    Map<DifferenceKind, Long> differing,
    long failed,
    long notAttempted) {

  /// Copied, deleted, and what a dry run would do.
  public long done() {
    return copiedCount() + deleted + planned;
  }

  /// All that was copied.
  public long copiedCount() {
    return sum(copied);
  }

  /// All that was skipped.
  public long skippedCount() {
    return sum(skipped);
  }

  /// All differences found.
  public long differingCount() {
    return sum(differing);
  }

  /// All outcomes.
  public long total() {
    return done() + skippedCount() + differingCount() + failed + notAttempted;
  }

  /// The same, and so many more whose turn never came.
  OutcomeCounts andNotAttempted(long more) {
    return new OutcomeCounts(
        copied,
        copiedBytes,
        notSentBytes,
        unverified,
        deleted,
        planned,
        skipped,
        differing,
        failed,
        notAttempted + more);
  }

  OutcomeCounts plus(OutcomeCounts other) {
    return new OutcomeCounts(
        sums(copied, other.copied),
        copiedBytes + other.copiedBytes,
        notSentBytes + other.notSentBytes,
        unverified.plus(other.unverified),
        deleted + other.deleted,
        planned + other.planned,
        sums(skipped, other.skipped),
        sums(differing, other.differing),
        failed + other.failed,
        notAttempted + other.notAttempted);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static <E extends Enum<E>> Map<E, Long> sums(Map<E, Long> one, Map<E, Long> other) {
    Map<E, Long> sums = new TreeMap<>(one);
    other.forEach((key, count) -> sums.merge(key, count, Long::sum));
    return Collections.unmodifiableMap(sums);
  }
}
