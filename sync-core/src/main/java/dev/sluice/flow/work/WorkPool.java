package dev.sluice.flow.work;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Pieces of work that their workers may part and share. Stealing is cooperative: a worker that
/// finds others idle, and holds the widest piece, gives away parts of what it has left. So no
/// worker ever touches another's piece and there is nothing to lock but this pool.
///
/// The work is done when no piece waits and no worker holds one: only a held piece can give rise to
/// another.
///
/// Thread-safe.
///
/// @param <T> a piece of work
public final class WorkPool<T> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private final Set<Piece> held = new LinkedHashSet<>();
  private int idleWorkers;

  /// Parts that some worker has set about giving.
  private int promised;

  private boolean closed;

  /// Read without the lock by workers between two entries; a stale value costs a split too early or
  /// too late.
  private volatile boolean hungry;

  /// @param first the whole of the work
  public WorkPool(T first) {
    waiting.add(first);
  }

  /// The next piece, waiting for one while others may still give some away. Whoever takes it closes
  /// it.
  ///
  /// @return null when all is done, or after [#close]
  public @Nullable Piece take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      idleWorkers++;
      try {
        while (true) {
          if (closed) {
            return null;
          }
          T work = waiting.poll();
          if (work != null) {
            Piece piece = new Piece(work);
            held.add(piece);
            return piece;
          }
          if (held.isEmpty()) {
            changed.signalAll();
            return null;
          }
          updateHunger();
          changed.await();
        }
      } finally {
        idleWorkers--;
        updateHunger();
      }
    } finally {
      lock.unlock();
    }
  }

  private int unserved() {
    return idleWorkers - waiting.size() - promised;
  }

  private void updateHunger() {
    hungry = unserved() > 0 && !held.isEmpty();
  }

  /// Makes every [#take] answer null from now on.
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// A piece that one worker holds. Used by that worker alone.
  public final class Piece implements AutoCloseable {

    private final T work;
    private volatile double left;

    private Piece(T work) {
      this.work = work;
    }

    /// The work as it was given out; what has been given away since is not subtracted.
    public T work() {
      return work;
    }

    /// Gives parts away if others have nothing to do and no piece is much wider than this one.
    /// Cheap where nobody is idle; meant to be called often.
    ///
    /// @param nowLeft how much is left of the piece, in any unit common to all
    /// @param splitter gives at most so many parts of what is left away; may give none
    public void share(double nowLeft, IntFunction<List<T>> splitter) {
      left = nowLeft;
      if (!hungry) {
        return;
      }
      int wanted = promise();
      if (wanted > 0) {
        List<T> parts = List.of();
        try {
          parts = splitter.apply(wanted);
        } finally {
          give(parts, wanted);
        }
      }
    }

    /// Gives parts to whoever comes next, whether anybody waits for them or not.
    public void giveAway(List<T> parts) {
      give(parts, 0);
    }

    private int promise() {
      lock.lock();
      try {
        List<Double> all = held.stream().map(piece -> piece.left).toList();
        int wanted = WorkStealing.partsToGive(left, all, Math.max(0, unserved()));
        promised += wanted;
        updateHunger();
        return wanted;
      } finally {
        lock.unlock();
      }
    }

    private void give(List<T> parts, int wanted) {
      lock.lock();
      try {
        promised -= wanted;
        waiting.addAll(parts);
        // What cannot be parted must not keep others from being asked; otherwise nothing more is
        // expected of it before its next look.
        left = parts.isEmpty() ? 0 : left / (parts.size() + 1);
        updateHunger();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    /// The piece is finished.
    @Override
    public void close() {
      lock.lock();
      try {
        held.remove(this);
        updateHunger();
        if (held.isEmpty()) {
          changed.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
