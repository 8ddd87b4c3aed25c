package dev.sluice.cli.output;

import dev.sluice.flow.Threads;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One thread that does something over and over until closed; then once more is the caller's
/// business. What it does must not throw.
public final class Ticker implements AutoCloseable {

  private final @Nullable Thread thread;

  /// Starts it. Where there is no thread to be had for it, nothing is done.
  public Ticker(Duration every, Runnable body) {
    thread =
        Threads.startIfPossible(
            Thread.ofPlatform().name("sluice-progress").daemon(), () -> run(every, body));
  }

  private static void run(Duration every, Runnable body) {
    try {
      while (true) {
        Thread.sleep(every);
        body.run();
      }
    } catch (InterruptedException e) {
      // closed: the thread ends, and nobody else sees this interrupt
    }
  }

  /// Stops it and waits until it has ended, so that nothing is drawn afterwards.
  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
