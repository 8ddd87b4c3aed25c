package dev.sluice.care.history;

import java.util.concurrent.atomic.LongAdder;

/// Counts as it goes. Thread-safe.
final class HistoryFigures {

  final LongAdder keys = new LongAdder();
  final LongAdder versions = new LongAdder();
  final LongAdder complete = new LongAdder();
  final LongAdder behind = new LongAdder();
  final LongAdder ahead = new LongAdder();
  final LongAdder doubledAhead = new LongAdder();
  final LongAdder doubledOther = new LongAdder();
  final LongAdder other = new LongAdder();
  final LongAdder unlisted = new LongAdder();
  final LongAdder made = new LongAdder();
  final LongAdder removed = new LongAdder();
  final LongAdder failed = new LongAdder();

  /// Whether the copy lacks anything.
  boolean isUnfinished() {
    return behind.sum() + doubledOther.sum() > 0;
  }

  /// Keys in which the copy has something else than the beginning of a history: more than all of it
  /// may be there only where nothing is missing elsewhere.
  long foreign() {
    return other.sum()
        - doubledOther.sum()
        + (isUnfinished() ? ahead.sum() - doubledAhead.sum() : 0);
  }

  /// Keys of which the copy has all and more, and not by a request that was sent twice.
  long grown() {
    return ahead.sum() - doubledAhead.sum();
  }

  HistoryCounts counts() {
    return new HistoryCounts(
        keys.sum(),
        versions.sum(),
        complete.sum(),
        behind.sum(),
        ahead.sum(),
        other.sum(),
        unlisted.sum(),
        made.sum(),
        removed.sum(),
        failed.sum());
  }
}
