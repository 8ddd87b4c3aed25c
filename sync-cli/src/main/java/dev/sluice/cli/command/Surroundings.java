package dev.sluice.cli.command;

import dev.sluice.cli.output.Console;
import dev.sluice.engine.UsageException;
import dev.sluice.flow.Cancellation;
import dev.sluice.store.StoreException;

/// What commands find around them.
///
/// @param console where they write
/// @param cancellation by which signals ask them to end
public record Surroundings(Console console, Cancellation cancellation) {

  /// What waits on stores.
  @FunctionalInterface
  interface Waiting<T> {
    T run() throws UsageException, StoreException, InterruptedException;
  }

  /// Runs something that waits on the network outside of a run of the engine, such that a signal
  /// ends it at once.
  ///
  /// @throws InterruptedException if a signal came
  <T> T interruptibly(Waiting<T> body) throws UsageException, StoreException, InterruptedException {
    InterruptOnDrain interrupt = new InterruptOnDrain(Thread.currentThread());
    cancellation.onDrain(interrupt::fire);
    T result;
    try {
      result = body.run();
    } finally {
      interrupt.disarm();
    }
    if (Thread.interrupted()) { // it came too late for the body to notice
      throw new InterruptedException();
    }
    return result;
  }

  /// Interrupts one thread, until disarmed: a signal that comes later is another's to act on.
  private static final class InterruptOnDrain {
    private final Thread thread;
    private boolean armed = true;

    InterruptOnDrain(Thread thread) {
      this.thread = thread;
    }

    synchronized void fire() {
      if (armed) {
        thread.interrupt();
      }
    }

    synchronized void disarm() {
      armed = false;
    }
  }
}
