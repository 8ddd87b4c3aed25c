package dev.sluice.flow;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// A call on a [BlockingIo], which knows which thread runs it: giving up on the call can interrupt
/// that thread, and no later call's.
final class PoolTask implements Runnable {

  private final Runnable body;
  private final CompletableFuture<?> result;
  private @Nullable Thread thread;
  private boolean givenUp;

  PoolTask(Runnable body, CompletableFuture<?> result) {
    this.body = body;
    this.result = result;
  }

  /// It will not run any more; nobody is to wait for it.
  void drop() {
    result.completeExceptionally(
        new RejectedExecutionException("the pool was closed before the call's turn"));
  }

  @Override
  public void run() {
    synchronized (this) {
      if (givenUp) {
        return;
      }
      thread = Thread.currentThread();
    }
    BlockingIo.at("a call in", Thread.currentThread().getName());
    try {
      body.run();
    } finally {
      BlockingIo.idle();
      synchronized (this) {
        thread = null;
        Thread.interrupted(); // an interrupt meant for this call must not reach the next one
      }
    }
  }

  synchronized void interrupt() {
    givenUp = true;
    if (thread != null) {
      if (thread instanceof PoolThread own) {
        own.giveUp();
      }
      thread.interrupt();
    }
  }
}
