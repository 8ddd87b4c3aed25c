package dev.sluice.flow;

import java.time.Duration;

/// Looks at something now and then, on a platform thread of its own: it has to do so just when
/// others hang. What it does must not throw.
public final class Watch implements AutoCloseable {

  private final Thread thread;

  private Watch(Thread thread) {
    this.thread = thread;
  }

  /// Starts it.
  ///
  /// @param every from one look to the next
  public static Watch start(Duration every, Time time, Runnable look) {
    return new Watch(
        Thread.ofPlatform()
            .name("sluice-watch")
            .daemon()
            .start(() -> {
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
    thread.interrupt();
  }
}
