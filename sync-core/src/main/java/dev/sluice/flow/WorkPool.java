package dev.sluice.flow;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Pieces of work that their workers may part and share. Stealing is cooperative: a worker that
/// finds the pool hungry gives away half of what it has left, so no worker ever touches another's
/// piece and there is nothing to lock but this queue.
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
  private int held;
  private int idleWorkers;
  private boolean closed;

  /// Read without the lock by workers between two entries; a stale value costs a split too early or
  /// too late.
  private volatile boolean hungry;

  /// @param first the whole of the work
  public WorkPool(T first) {
    waiting.add(first);
  }

  /// The next piece, waiting for one while others may still give some away.
  ///
  /// @return null when all is done, or after [#close]
  public @Nullable T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      idleWorkers++;
      try {
        while (true) {
          if (closed) {
            return null;
          }
          T piece = waiting.poll();
          if (piece != null) {
            held++;
            return piece;
          }
          if (held == 0) {
            changed.signalAll();
            return null;
          }
          hungry = true;
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

  /// The piece last taken by the caller is finished.
  public void done() {
    lock.lock();
    try {
      held--;
      if (held == 0) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether some worker has nothing to do and nothing waits for it.
  public boolean isHungry() {
    return hungry;
  }

  /// Gives a piece away. Only a worker that holds one may.
  public void give(T piece) {
    lock.lock();
    try {
      waiting.add(piece);
      updateHunger();
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void updateHunger() {
    hungry = idleWorkers > waiting.size() && held > 0;
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
}
