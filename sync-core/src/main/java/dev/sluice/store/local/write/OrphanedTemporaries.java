package dev.sluice.store.local.write;

import dev.sluice.flow.IoReason;
import dev.sluice.flow.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// Orphaned temporary files: those that nobody has removed, though nothing is written to them any
/// more: they take room, and no listing shows them. Thread-safe.
public final class OrphanedTemporaries {

  /// What more there are is counted.
  private static final int MOST_NAMED = 20;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
  private static final int MOST_LOOKS = 30;

  private final Path root;
  private final ConcurrentLinkedQueue<String> named = new ConcurrentLinkedQueue<>();
  private final LongAdder failed = new LongAdder();
  private final LongAdder open = new LongAdder();

  OrphanedTemporaries(Path root) {
    this.root = root;
  }

  /// A temporary file is made.
  void made() {
    open.increment();
  }

  /// A temporary file has its final name, or is gone.
  void settled() {
    open.decrement();
  }

  /// A temporary file is there still, since it could not be removed.
  ///
  /// @param file its path, by its text
  void add(Object file, IOException because) {
    failed.increment();
    if (failed.sum() <= MOST_NAMED) {
      named.add(file + ": " + IoReason.of(because));
    }
  }

  /// Whether any could not be removed.
  boolean isEmpty() {
    return failed.sum() == 0;
  }

  /// Those that could not be removed, each with the reason.
  List<String> named() {
    return List.copyOf(named);
  }

  /// A line for the user for each, with the remedy. To be asked when nothing is written any more.
  /// What was broken off is still being removed on the pool; what has not come to an end after a
  /// moment hangs.
  public List<String> lines(Time time) {
    awaitRemovals(time);
    List<String> lines = new ArrayList<>();
    for (String file : named) {
      lines.add("the temporary file " + file + ", and is still there; " + remedy());
    }
    long unnamed = failed.sum() - named.size();
    if (unnamed > 0) {
      lines.add(unnamed + " more temporary files could not be removed; " + remedy());
    }
    long hanging = open.sum() - failed.sum();
    if (hanging > 0) {
      lines.add(
          "what writes or removes "
              + hanging
              + " temporary files in "
              + root
              + " has not come to an end, and they may stay; "
              + remedy());
    }
    return lines;
  }

  private void awaitRemovals(Time time) {
    try {
      for (int looks = 0; looks < MOST_LOOKS && open.sum() > failed.sum(); looks++) {
        time.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String remedy() {
    return "it takes room until you remove it:  sluice clean '"
        + root.toString().replace("'", "'\\''")
        + "'";
  }
}
