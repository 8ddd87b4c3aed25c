package dev.sluice.care.move;

import dev.sluice.care.move.MoveOutcome.Why;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts outcomes as they come. Thread-safe.
final class MoveFigures {

  private final LongAdder found = new LongAdder();
  private final LongAdder moved = new LongAdder();
  private final LongAdder movedBytes = new LongAdder();
  private final LongAdder hidden = new LongAdder();
  private final LongAdder planned = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Map<Why, LongAdder> left = new EnumMap<>(Why.class);

  MoveFigures() {
    for (Why why : Why.values()) {
      left.put(why, new LongAdder());
    }
  }

  void found() {
    found.increment();
  }

  void ended(MoveOutcome outcome) {
    switch (outcome) {
      case MoveOutcome.Moved(var source, var marker) -> {
        moved.increment();
        movedBytes.add(source.sizeBytes());
        if (marker != null) {
          hidden.increment();
        }
      }
      case MoveOutcome.Planned _ -> planned.increment();
      case MoveOutcome.Left(_, Why why) -> left.computeIfPresent(why, MoveFigures::incremented);
      case MoveOutcome.Failed _ -> failed.increment();
    }
  }

  private static LongAdder incremented(Why why, LongAdder count) {
    count.increment();
    return count;
  }

  MoveCounts counts() {
    Map<Why, Long> reasons = new EnumMap<>(Why.class);
    left.forEach((why, count) -> {
      if (count.sum() > 0) {
        reasons.put(why, count.sum());
      }
    });
    return new MoveCounts(
        found.sum(),
        moved.sum(),
        movedBytes.sum(),
        hidden.sum(),
        planned.sum(),
        Collections.unmodifiableMap(reasons),
        failed.sum());
  }
}
