package dev.sluice.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Threads that belong together: forked, joined, and stopped as one. Has the shape of
/// `StructuredTaskScope` (open, fork, join, close), so that it can become one when that is final.
///
/// A body that throws ends the group: the others are interrupted and [#join] throws what it threw.
/// [#interruptAll] may be called from any thread, and [#fork] by the group's own workers; the rest
/// belongs to the opener.
public final class WorkerGroup implements AutoCloseable {

  /// What a worker does.
  @FunctionalInterface
  public interface Body {
    /// Runs to the end, or until interrupted.
    void run() throws Exception;
  }

  private final ThreadFactory factory;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean interrupted;

  private WorkerGroup(ThreadFactory factory) {
    this.factory = factory;
  }

  /// A group of virtual threads, for work that waits on the network or on other threads.
  public static WorkerGroup ofVirtual(String name) {
    return new WorkerGroup(Thread.ofVirtual().name(name + "-", 1).factory());
  }

  /// Starts one worker.
  public synchronized void fork(Body body) {
    Thread thread = factory.newThread(() -> runBody(body));
    threads.add(thread);
    thread.start();
    if (interrupted) {
      thread.interrupt();
    }
  }

  private void runBody(Body body) {
    try {
      body.run();
    } catch (InterruptedException e) {
      if (!interrupted) {
        fail(e);
      }
    } catch (Throwable t) {
      fail(t);
    }
  }

  private void fail(Throwable t) {
    if (!failure.compareAndSet(null, t)) {
      Throwable first = failure.get();
      if (first != null && !first.equals(t)) {
        first.addSuppressed(t);
      }
    }
    interruptAll();
  }

  /// Interrupts every worker, those yet to be forked too.
  public synchronized void interruptAll() {
    interrupted = true;
    threads.forEach(Thread::interrupt);
  }

  /// Waits for all workers.
  ///
  /// @throws IllegalStateException with the cause that ended the group, where a body threw a
  ///   checked exception
  public void join() throws InterruptedException {
    Thread thread;
    for (int i = 0; (thread = forked(i)) != null; i++) {
      thread.join();
    }
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a worker failed", e);
    }
  }

  /// The thread with this number. Whoever forks is alive meanwhile, so that those who wait for one
  /// after the other meet all.
  private synchronized @Nullable Thread forked(int number) {
    return number < threads.size() ? threads.get(number) : null;
  }

  /// Interrupts what still runs and waits for it.
  @Override
  public void close() {
    interruptAll();
    boolean wasInterrupted = Thread.interrupted();
    Thread thread;
    for (int i = 0; (thread = forked(i)) != null; i++) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          wasInterrupted = true;
        }
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
