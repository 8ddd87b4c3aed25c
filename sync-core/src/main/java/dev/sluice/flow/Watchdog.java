package dev.sluice.flow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A watchdog: looks at something now and then, on a platform thread of its own, for it has to do
/// so just when others hang. What it does must not throw.
public final class Watchdog implements AutoCloseable {

  private final @Nullable Thread thread;

  private Watchdog(@Nullable Thread thread) {
    this.thread = thread;
  }

  /// Starts it. Where there is no thread to be had for it, nobody looks.
  ///
  /// @param every from one look to the next
  public static Watchdog start(Duration every, Time time, Runnable look) {
    return new Watchdog(
        Threads.startIfPossible(
            Thread.ofPlatform().name("sluice-watch").daemon(),
            () -> {
              try {
                while (true) {
                  time.sleep(every);
                  look.run();
                }
              } catch (InterruptedException e) {
                // closed: the thread ends, and nobody else sees this interruption
              }
            }));
  }

  /// Stops it; does not wait for a look that is under way.
  @Override
  public void close() {
    if (thread != null) {
      thread.interrupt();
    }
  }
}
