package dev.sluice.cli.output;

import java.time.Duration;

/// One thread that does something over and over until closed; then once more is the caller's
/// business. What it does must not throw.
final class Ticker implements AutoCloseable {

  private final Thread thread;

  /// Starts it.
  Ticker(Duration every, Runnable body) {
    thread = Thread.ofPlatform().name("sluice-progress").daemon().start(() -> run(every, body));
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
