package dev.sluice.flow.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Threads that belong together: forked, joined, and stopped as one. Has the shape of
/// `StructuredTaskScope` (open, fork, join, close), so that it can become one when that is final.
///
/// A body that throws ends the group: the others are interrupted and [#join] throws what it threw.
/// [#interruptAll] and [#abandon] may be called from any thread, and [#fork] by the group's own
/// workers; the rest belongs to the opener.
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
  private int running;
  private boolean abandoned;

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
    running++; // not before: there may be no thread to be had
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
    } finally {
      ended();
    }
  }

  private synchronized void ended() {
    running--;
    notifyAll();
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

  /// Makes [#join] and [#close] wait no longer for workers that do not end: they are left to
  /// themselves.
  public synchronized void abandon() {
    abandoned = true;
    notifyAll();
  }

  /// Waits for all workers, unless they are abandoned.
  ///
  /// @throws InterruptedException if the caller was interrupted, or a worker was by nobody of the
  ///   group
  /// @throws IllegalStateException with the cause that ended the group, where a body threw another
  ///   checked exception
  public void join() throws InterruptedException {
    awaitWorkers();
    switch (failure.get()) {
      case null -> {}
      case InterruptedException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException("a worker failed", e);
    }
  }

  /// Whoever forks runs meanwhile, so that those whom workers forked are waited for too.
  private synchronized void awaitWorkers() throws InterruptedException {
    while (running > 0 && !abandoned) {
      wait();
    }
  }

  /// Interrupts what still runs and waits for it, unless it is abandoned.
  @Override
  public void close() {
    interruptAll();
    boolean wasInterrupted = Thread.interrupted();
    while (true) {
      try {
        awaitWorkers();
        break;
      } catch (InterruptedException e) {
        wasInterrupted = true;
      }
    }
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
