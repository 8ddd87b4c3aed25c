package dev.sluice.flow;

import java.util.concurrent.CountDownLatch;

/// Hangs as a call of the file system does: whatever is done to its thread.
public final class Uninterruptibly {

  private Uninterruptibly() {}

  /// Waits for `latch`.
  public static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
