package dev.sluice.flow;

import java.time.Duration;

/// Putting things back in order: taking back an upload, removing a temporary file. It has to be
/// done by whoever is just being interrupted, too, so it runs on a thread of its own, which that
/// interruption does not reach, and whose pauses a drain does not end ([CancellableTime]). It is
/// waited for, but not for ever.
public final class CleanUp {

  private static final ScopedValue<Boolean> UNDER_WAY = ScopedValue.newInstance();

  private CleanUp() {}

  /// Runs `body` and waits for it; keeps the caller's interruption for later.
  ///
  /// @param name of the thread
  /// @param atMost how long to wait; then the body is interrupted and left to itself
  /// @return whether the body ended in time
  public static boolean run(String name, Duration atMost, Runnable body) {
    Thread thread =
        Thread.ofVirtual().name(name).start(() -> ScopedValue.where(UNDER_WAY, true).run(body));
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          if (thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
            return true;
          }
          thread.interrupt();
          return false;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Whether the current thread is cleaning up.
  static boolean isUnderWay() {
    return UNDER_WAY.isBound();
  }
}
