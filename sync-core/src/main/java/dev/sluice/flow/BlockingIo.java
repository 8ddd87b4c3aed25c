package dev.sluice.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A bounded pool of platform threads for calls that hold the thread they run on: local files,
/// hashing.
///
/// On JDK 25 a virtual thread in a file call keeps its carrier, and a machine with two cores has
/// two carriers: two hung file calls would stop every virtual thread there is. So such calls run
/// here, and virtual threads wait for them.
///
/// Thread-safe. The threads are daemons: a call that never returns cannot keep the process alive. A
/// few threads are kept for clean-ups, so that these do not wait behind calls that hang. Where the
/// system gives fewer threads than there may be, those that there are do the work.
public final class BlockingIo implements AutoCloseable {

  /// A call that blocks.
  ///
  /// @param <T> what it gives
  /// @param <E> how it fails
  @FunctionalInterface
  public interface Call<T extends @Nullable Object, E extends Exception> {
    /// Runs it.
    T run() throws E, InterruptedException;
  }

  private static final int TIDYING_THREADS = 4;

  /// How many calls that pause may be replaced by others at once.
  private static final int MOST_REPLACED = 64;

  private static final Duration FOR_EVER = Duration.ZERO;

  /// From an interruption at the end until a call notices it.
  private static final Duration TO_END = Duration.ofMillis(300);

  private final AtomicInteger made = new AtomicInteger();
  private final Set<PoolThread> running = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor pool;
  private final ThreadPoolExecutor tidying;
  private final String name;

  /// Of the pool, while no call pauses; guarded by this.
  private int threads;

  /// How many calls pause; guarded by this.
  private int paused;

  /// @param name what the threads are called
  /// @param threads how many calls may run at once, at least 1
  public BlockingIo(String name, int threads) {
    this.name = name;
    this.threads = threads;
    this.pool = executor(name + "-", threads);
    this.tidying = executor(name + "-tidy-", TIDYING_THREADS);
  }

  private ThreadPoolExecutor executor(String prefix, int most) {
    ThreadFactory factory = threads(prefix);
    // The queue is as good as unbounded on purpose: callers wait for their calls, so it holds one
    // entry a caller.
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            most, most, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1 << 16), factory);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  /// Makes threads beside the pool's own, which are looked at with them ([#unanswered]); what they
  /// run says [#idle] when it has nothing to do.
  ///
  /// @param prefix what they are called, before a number
  public ThreadFactory threads(String prefix) {
    return body -> {
      PoolThread thread =
          new PoolThread(this, body, prefix + made.incrementAndGet(), running::remove);
      running.add(thread);
      return thread;
    };
  }

  /// A pool for hashing: as many threads as there are processors.
  public static BlockingIo forCpu() {
    return new BlockingIo("sluice-cpu", Runtime.getRuntime().availableProcessors());
  }

  /// Says what the call that runs on the current thread is at, for [#unanswered]; nothing where
  /// that is no thread of a pool. Costs next to nothing.
  ///
  /// @param what `read`, `open`
  /// @param subject what it concerns, by its text
  public static void at(String what, Object subject) {
    if (Thread.currentThread() instanceof PoolThread thread) {
      thread.begin(what, subject);
    }
  }

  /// Says that the current thread is at nothing.
  public static void idle() {
    if (Thread.currentThread() instanceof PoolThread thread) {
      thread.end();
    }
  }

  /// What has not come on for `atLeast`, by the looks that were taken. To be asked again and again.
  public List<Unanswered> unanswered(Duration atLeast, Time time) {
    long now = time.nanos();
    List<Unanswered> found = new ArrayList<>();
    for (PoolThread thread : running) {
      Unanswered call = thread.look(now, atLeast);
      if (call != null) {
        found.add(call);
      }
    }
    return found;
  }

  /// Runs `call` on the pool and waits for it.
  ///
  /// @throws E what the call threw
  /// @throws InterruptedException if the caller was interrupted; the call's thread is interrupted
  ///   too, and its result is lost
  public <T extends @Nullable Object, E extends Exception> T call(Call<T, E> call)
      throws E, InterruptedException {
    return call(call, _ -> {});
  }

  /// The same where the result holds something.
  ///
  /// @param release takes a result that came after its caller had given up; runs on the pool
  public <T extends @Nullable Object, E extends Exception> T call(
      Call<T, E> call, Consumer<? super T> release) throws E, InterruptedException {
    return call(call, release, FOR_EVER, () -> {});
  }

  /// The same where the caller may give up on the call.
  ///
  /// @param every how long to wait from one look to the next
  /// @param look runs on the caller's thread while the call does; what it throws ends the waiting,
  ///   with the call given up as for an interruption
  @SuppressWarnings("unchecked")
  public <T extends @Nullable Object, E extends Exception> T call(
      Call<T, E> call, Consumer<? super T> release, Duration every, Runnable look)
      throws E, InterruptedException {
    if (Thread.currentThread().getName().startsWith(name)) {
      return call
          .run(); // already on the pool: waiting for another of its threads could wait for ever
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    PoolTask task = new PoolTask(() -> complete(result, call, release), result);
    execute(pool, task);
    try {
      return await(task, result, every, look);
    } catch (InterruptedException e) {
      task.interrupt();
      if (result.completeExceptionally(e) || result.isCompletedExceptionally()) {
        throw e;
      }
      Thread.currentThread().interrupt(); // the result had just come, and is the caller's
      return result.join();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case RuntimeException unchecked -> throw unchecked;
        case InterruptedException interrupted -> throw interrupted;
        case null -> throw new IllegalStateException(e);
        default -> throw (E) e.getCause(); // Call.run declares no other
      }
    }
  }

  /// Gives a task to an executor, which goes on with the threads that it has where the system gives
  /// it no more.
  ///
  /// @throws OutOfMemoryError if it has none
  private void execute(ThreadPoolExecutor executor, Runnable task) {
    while (true) {
      try {
        executor.execute(task);
        return;
      } catch (OutOfMemoryError e) {
        if (!Threads.cannotBeHad(e) || executor.getPoolSize() == 0) {
          throw e;
        }
        keepTo(executor);
      }
    }
  }

  private synchronized void keepTo(ThreadPoolExecutor executor) {
    int had = Math.max(1, executor.getPoolSize());
    if (executor.equals(pool)) {
      threads = Math.min(threads, had);
    }
    executor.allowCoreThreadTimeOut(false); // one that ended might not be had again
    executor.setCorePoolSize(Math.min(executor.getCorePoolSize(), had));
    executor.setMaximumPoolSize(Math.max(1, executor.getCorePoolSize()));
  }

  /// Until it is closed, the thread's pool runs one call more.
  interface Replaced extends AutoCloseable {
    @Override
    void close();
  }

  /// Says that the call on the current thread is about to pause until others have ended, for which
  /// they need a thread; nothing where that is no thread of a pool.
  static Replaced replaced() {
    if (Thread.currentThread() instanceof PoolThread thread) {
      BlockingIo owner = thread.owner();
      owner.pausing(1);
      return () -> owner.pausing(-1);
    }
    return () -> {};
  }

  private synchronized void pausing(int more) {
    paused += more;
    int most = threads + Math.min(paused, MOST_REPLACED);
    try {
      if (most > pool.getMaximumPoolSize()) {
        pool.setMaximumPoolSize(most);
        pool.setCorePoolSize(most);
      } else {
        pool.setCorePoolSize(most);
        pool.setMaximumPoolSize(most);
      }
    } catch (OutOfMemoryError e) {
      if (!Threads.cannotBeHad(e)) {
        throw e;
      } // it is not replaced, and the others wait a little longer
    }
  }

  private static <T extends @Nullable Object> T await(
      PoolTask task, CompletableFuture<T> result, Duration every, Runnable look)
      throws InterruptedException, ExecutionException {
    if (every.equals(FOR_EVER)) {
      return result.get(); // a virtual thread pays for a time limit
    }
    while (true) {
      try {
        return result.get(every.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        try {
          look.run();
        } catch (RuntimeException end) {
          task.interrupt();
          if (result.completeExceptionally(end)) {
            throw end;
          } // else the result has just come
        }
      }
    }
  }

  private static <T extends @Nullable Object> void complete(
      CompletableFuture<T> result, Call<T, ?> call, Consumer<? super T> release) {
    try {
      T made = call.run();
      if (!result.complete(made)) {
        release.accept(made);
      }
    } catch (Throwable t) {
      result.completeExceptionally(t);
    }
  }

  /// Runs `body`, which puts things back in order, on a thread of the pool's that no call keeps
  /// busy, and waits for it though the caller be interrupted, which it stays. After [#close] it
  /// runs here.
  ///
  /// @param atMost how long to wait; then the body is left to itself
  /// @return whether it ended in time
  public boolean cleanUp(Duration atMost, Runnable body) {
    if (Thread.currentThread().getName().startsWith(name)) {
      body.run();
      return true;
    }
    CountDownLatch done = new CountDownLatch(1);
    try {
      execute(
          tidying,
          () -> {
            try {
              body.run();
            } finally {
              done.countDown();
            }
          });
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      body.run();
      return true;
    }
    return awaitThoughInterrupted(done, atMost);
  }

  private static boolean awaitThoughInterrupted(CountDownLatch done, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Stops taking calls, interrupts those that run, and fails those that had not begun. Clean-ups
  /// are finished first. Waits a moment, so that what a call came back with can be released, and
  /// not for what hangs.
  @Override
  public void close() {
    tidying.shutdown();
    for (Runnable dropped : pool.shutdownNow()) {
      ((PoolTask) dropped).drop();
    }
    boolean interrupted = Thread.interrupted();
    try {
      long deadline = System.nanoTime() + TO_END.toNanos();
      pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      tidying.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
