package dev.sluice.cli.output.text;

import dev.sluice.plan.Action;
import java.util.concurrent.atomic.LongAdder;

/// Counts what a dry run would do, by kind. Thread-safe.
final class PlannedCount {

  private final LongAdder copies = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder deletions = new LongAdder();

  void add(Action action) {
    switch (action) {
      case Action.Copy copy -> {
        copies.increment();
        bytes.add(copy.source().sizeBytes());
      }
      case Action.Delete _ -> deletions.increment();
      case Action.Compare _, Action.Skip _, Action.Refuse _ -> {}
    }
  }

  long copies() {
    return copies.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  long deletions() {
    return deletions.sum();
  }
}
