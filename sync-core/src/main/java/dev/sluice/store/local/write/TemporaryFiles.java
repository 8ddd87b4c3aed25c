package dev.sluice.store.local.write;

import dev.sluice.flow.RunLock;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.root.TemporaryNames;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// The temporary files beneath a root: names those that this run writes, tells those that killed
/// runs have left from those of living runs, and removes them, in their very directory.
/// Thread-safe; all calls block.
public final class TemporaryFiles {

  /// From this age on a temporary file of nobody known is taken for left behind.
  static final Duration STALE = Duration.ofDays(1);

  /// More than a run leaves; should there be more still, the next run finds them.
  private static final int MOST = 10_000;

  /// @param directory the path of its directory from the root
  private record Met(String directory, String name) {}

  private final LocalRoot root;
  private final RunLock runLock;
  private final boolean removesStale;
  private final OrphanedTemporaries orphaned;
  private final ConcurrentLinkedQueue<Met> met = new ConcurrentLinkedQueue<>();
  private final LongAdder removed = new LongAdder();

  /// @param runLock tells whose a temporary file is
  /// @param removesStale whether those are removed that killed runs have left
  public TemporaryFiles(LocalRoot root, RunLock runLock, boolean removesStale) {
    this.root = root;
    this.runLock = runLock;
    this.removesStale = removesStale;
    this.orphaned = new OrphanedTemporaries(root.path());
  }

  /// A name for a file that is being written.
  String newName() {
    return TemporaryNames.newName(runLock.name());
  }

  /// Those that could not be removed.
  public OrphanedTemporaries orphaned() {
    return orphaned;
  }

  /// Takes note of a temporary file that a listing has met, if a killed run left it and the store
  /// may remove such: it is not the listing that does, for a dry run lists too.
  ///
  /// @param directory the path of its directory from the root
  public void note(String directory, String temporary) {
    if (!removesStale || met.size() >= MOST) {
      return;
    }
    try (OpenDirectory within = root.directory().openDirectory(directory, Links.REFUSED)) {
      if (isLeft(within, temporary, STALE)) {
        met.add(new Met(directory, temporary));
      }
    } catch (IOException e) {
      // It has gone, or harms nobody where it is.
    }
  }

  /// Removes those that were noted.
  public void removeNoted() {
    Met next;
    while ((next = met.poll()) != null) {
      try (OpenDirectory within = root.directory().openDirectory(next.directory, Links.REFUSED)) {
        remove(within, next.name);
      } catch (IOException e) {
        // The next run tries again.
      }
    }
  }

  /// Whether a temporary file is nobody's any more: its run was killed on this machine, or nobody
  /// knows of its run and it is older than `unknownAfter`. The time of its last change of any kind
  /// tells its age: the modification time of a file about to be renamed is the source's.
  boolean isLeft(OpenDirectory within, String temporary, Duration unknownAfter) {
    return switch (runLock.owner(TemporaryNames.mark(temporary))) {
      case LIVING -> false;
      case DEAD -> true;
      case UNKNOWN -> isOlderThan(unknownAfter, within, temporary);
    };
  }

  private boolean isOlderThan(Duration age, OpenDirectory within, String temporary) {
    try {
      Instant changed = within.changedTime(temporary);
      return changed != null && changed.isBefore(root.time().now().minus(age));
    } catch (IOException e) {
      return false; // it has gone, or harms nobody where it is
    }
  }

  /// Removes a temporary file.
  ///
  /// @return whether it was there and is not any more
  boolean remove(OpenDirectory within, String temporary) {
    try {
      within.deleteFile(temporary);
      removed.increment();
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      orphaned.made();
      orphaned.add(new PathText(within, temporary), e); // the next run tries again
      return false;
    }
  }

  /// How many were removed.
  public long removed() {
    return removed.sum();
  }
}
