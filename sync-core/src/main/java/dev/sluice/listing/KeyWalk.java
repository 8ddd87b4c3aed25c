package dev.sluice.listing;

import dev.sluice.flow.work.WorkPool;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.KeyRange;
import dev.sluice.store.StoreException;
import dev.sluice.store.StuckException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Walks a key range by many workers at once (work stealing): each reads a range of its own and,
/// when others have nothing to do, gives away the upper parts of what it has left. Comparing two
/// stores, or counting one, is what is done about that which is found. Thread-safe.
///
/// With one worker, what is found comes in key order; with more, each range does.
///
/// @param <T> what is found
public final class KeyWalk<T> {

  /// How much a worker reads between two looks at whether others are idle.
  private static final int FOUND_BETWEEN_LOOKS = 64;

  /// Begins to read a range.
  ///
  /// @param <T> what is found
  @FunctionalInterface
  public interface Opener<T> {
    /// A reader, which the walk closes.
    RangeReader<T> open(KeyRange range);
  }

  /// Takes what is found.
  ///
  /// @param <T> what is found
  /// @param <E> how it may fail; that ends the walk
  @FunctionalInterface
  public interface Visitor<T, E extends Exception> {
    /// Takes one.
    void visit(T found) throws E, InterruptedException;
  }

  private final WorkPool<KeyRange> ranges;
  private final Opener<T> opener;
  private volatile boolean stopped;

  /// @param range what is walked
  public KeyWalk(KeyRange range, Opener<T> opener) {
    this.ranges = new WorkPool<>(range);
    this.opener = opener;
  }

  /// Walks with workers of its own, to the end.
  ///
  /// @param name the workers'
  /// @param workers how many ranges are read at once
  /// @throws StoreException the first that a range met
  public void run(String name, int workers, Visitor<? super T, RuntimeException> visitor)
      throws StoreException, InterruptedException {
    AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
    try (WorkerGroup group = WorkerGroup.ofVirtual(name)) {
      for (int i = 0; i < workers; i++) {
        group.fork(() -> {
          try {
            work(visitor);
          } catch (StoreException e) {
            failure.compareAndSet(null, e);
          }
        });
      }
      group.join();
    }
    StoreException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
  }

  /// One worker's life: range after range until there are none. Whatever is thrown has ended the
  /// walk for the other workers too.
  ///
  /// @throws StoreException if a range cannot be read on
  public <E extends Exception> void work(Visitor<? super T, E> visitor)
      throws StoreException, E, InterruptedException {
    WorkPool<KeyRange>.@Nullable Piece piece;
    while ((piece = ranges.take()) != null) {
      boolean isRead = false;
      try {
        read(piece, visitor);
        isRead = true;
      } catch (InterruptedException e) {
        if (!stopped) {
          throw e;
        } // else it paused before it asked again, and was not to
      } finally {
        if (!isRead) {
          stop();
        }
      }
    }
  }

  /// Reads a range to its end, or to where others read on, or until the walk is stopped.
  private <E extends Exception> void read(
      WorkPool<KeyRange>.Piece piece, Visitor<? super T, E> visitor)
      throws StoreException, E, InterruptedException {
    try (piece;
        RangeReader<T> reader = opener.open(piece.work())) {
      T found;
      int sinceLook = 0;
      try {
        while ((found = reader.next()) != null) {
          visitor.visit(found);
          if (++sinceLook >= FOUND_BETWEEN_LOOKS) {
            sinceLook = 0;
            if (stopped) {
              return;
            }
            piece.share(reader.keysLeft(), reader::split);
          }
        }
      } catch (StuckException e) {
        // Whoever takes that part waits for it; nobody else does.
        piece.giveAway(reader.partsAround(e.part()));
      }
    }
  }

  /// Whether all was read to its end, once all workers have ended; false if it was stopped.
  public boolean isComplete() {
    return !stopped;
  }

  /// Hands out no more ranges, and has the workers end soon.
  public void stop() {
    stopped = true;
    ranges.close();
  }
}
