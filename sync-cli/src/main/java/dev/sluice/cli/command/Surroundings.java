package dev.sluice.cli.command;

import dev.sluice.cli.output.Console;
import dev.sluice.engine.UsageException;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.UntilDrained;
import dev.sluice.store.StoreException;
import java.util.concurrent.ExecutionException;

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

  /// Runs something that waits on stores outside of a run of the engine, such that a signal ends it
  /// at once, whatever the store does.
  ///
  /// @throws InterruptedException if a signal came
  <T> T interruptibly(Waiting<T> body) throws UsageException, StoreException, InterruptedException {
    try {
      return UntilDrained.call(cancellation, body::run);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case UsageException usage -> throw usage;
        case StoreException failure -> throw failure;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException defect -> throw defect;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
