package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Cleaning up, which must be tried even by a thread that has been interrupted and whose failure
/// must not hide the failure that led to it.
final class Quietly {

  private Quietly() {}

  /// What cleans up.
  @FunctionalInterface
  interface CleanUp {
    void run() throws IOException;
  }

  /// Runs `cleanUp` on the pool, or here if the pool is closed; keeps the thread's interruption for
  /// later.
  static void run(BlockingIo io, CleanUp cleanUp) {
    boolean interrupted = Thread.interrupted();
    try {
      io.<@Nullable Void, IOException>call(() -> {
        cleanUp.run();
        return null;
      });
    } catch (RejectedExecutionException e) {
      runHere(cleanUp);
    } catch (IOException e) {
      // What is left behind is found by the next run.
    } catch (InterruptedException e) {
      interrupted = true; // the pool goes on with it
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void runHere(CleanUp cleanUp) {
    try {
      cleanUp.run();
    } catch (IOException e) {
      // As above.
    }
  }
}
