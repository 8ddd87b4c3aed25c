package dev.sluice.store.local.directory;

import dev.sluice.flow.BlockingIo;
import java.io.IOException;
import java.time.Duration;

/// Best-effort cleaning up: closing and removing that must be tried even by a thread that has been
/// interrupted and whose failure must not hide the failure that led to it.
public final class BestEffortCleanUp {

  /// For a disk that is slow; one that hangs is left to itself.
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  private BestEffortCleanUp() {}

  /// What cleans up.
  @FunctionalInterface
  public interface CleanUp {
    void run() throws IOException;
  }

  /// Runs `cleanUp` on the pool, or here if the pool is closed; keeps the thread's interruption for
  /// later.
  public static void run(BlockingIo io, CleanUp cleanUp) {
    io.cleanUp(
        AT_MOST,
        () -> {
          try {
            cleanUp.run();
          } catch (IOException e) {
            // What is left behind is found by the next run.
          }
        });
  }
}
