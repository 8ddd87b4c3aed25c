package dev.sluice.flow;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many requests may be under way at once against one service, found by additive increase and
/// multiplicative decrease (AIMD, as TCP does; Chiu and Jain 1989): one throttled answer halves it
/// for all workers together, and each limit's worth of good answers raises it by one.
///
/// Thread-safe.
public final class AdaptiveLimit {

  /// A burst of throttled answers to requests sent together counts as one.
  private static final Duration SETTLE = Duration.ofMillis(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final int max;
  private final Time time;

  private double limit;
  private int inFlight;
  private long lastDecreaseNanos;
  private long throttledCount;
  private int lowestLimit;

  /// @param max the limit to begin with and never to exceed, at least 1
  public AdaptiveLimit(int max, Time time) {
    if (max < 1) {
      throw new IllegalArgumentException("max " + max);
    }
    this.max = max;
    this.limit = max;
    this.lowestLimit = max;
    this.time = time;
    this.lastDecreaseNanos = time.nanos() - SETTLE.toNanos();
  }

  /// Waits until a request may begin. Every call is followed by exactly one of [#succeeded],
  /// [#throttled] and [#finished].
  public void acquire() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (inFlight >= (int) limit) {
        freed.await();
      }
      inFlight++;
    } finally {
      lock.unlock();
    }
  }

  /// The request ended well.
  public void succeeded() {
    lock.lock();
    try {
      if (limit < max) {
        limit = Math.min(max, limit + 1 / limit);
      }
      release();
    } finally {
      lock.unlock();
    }
  }

  /// The service asked to slow down.
  public void throttled() {
    lock.lock();
    try {
      throttledCount++;
      long now = time.nanos();
      if (now - lastDecreaseNanos >= SETTLE.toNanos()) {
        lastDecreaseNanos = now;
        limit = Math.max(1, limit / 2);
        lowestLimit = Math.min(lowestLimit, (int) limit);
      }
      release();
    } finally {
      lock.unlock();
    }
  }

  /// The request ended in a way that says nothing about load.
  public void finished() {
    lock.lock();
    try {
      release();
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    inFlight--;
    freed.signal();
    if (limit - inFlight >= 2) {
      freed.signal(); // the limit has just grown: room for one more than was freed
    }
  }

  /// How many requests may be under way now.
  public int limit() {
    lock.lock();
    try {
      return (int) limit;
    } finally {
      lock.unlock();
    }
  }

  /// The lowest limit there has been.
  public int lowestLimit() {
    lock.lock();
    try {
      return lowestLimit;
    } finally {
      lock.unlock();
    }
  }

  /// How many answers asked to slow down.
  public long throttledCount() {
    lock.lock();
    try {
      return throttledCount;
    } finally {
      lock.unlock();
    }
  }
}
