package dev.sluice.flow;

import dev.sluice.flow.Cancellation.Registration;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A call that a cancellation interrupts: for what loses nothing by being broken off. A drain ends
/// it at once, whatever it waits for: it is interrupted, and left to itself if that does not end
/// it.
///
/// It runs on a platform thread: where a virtual thread has waited on the network, the JDK keeps a
/// thread in a system call for such waits, and the virtual machine then takes 0.3 s longer to end.
public final class CancellableCall {

  /// For what it has open to be closed in order.
  private static final Duration TO_END = Duration.ofMillis(300);

  private CancellableCall() {}

  /// Runs `body` and waits for it.
  ///
  /// @throws ExecutionException around what the body threw
  /// @throws InterruptedException if the end was asked for, or the caller was interrupted
  public static <T extends @Nullable Object> T call(Cancellation cancellation, Callable<T> body)
      throws ExecutionException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(body);
    Thread thread = Thread.ofPlatform().daemon().name("sluice-command").start(task);
    try (Registration _ = cancellation.onDrain(() -> task.cancel(true))) {
      return task.get();
    } catch (CancellationException e) {
      thread.join(TO_END);
      InterruptedException interruption = new InterruptedException("asked to end");
      interruption.initCause(e);
      throw interruption;
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    }
  }
}
