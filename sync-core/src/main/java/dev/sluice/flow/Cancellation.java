package dev.sluice.flow;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/// How a program is asked to end early, step by step: drain (take no new work, finish what is under
/// way), stop (interrupt what is under way, put things back in order), abandon (wait for nothing
/// that still does not answer). Thread-safe; steps are only ever taken forward.
///
/// Whoever listens does so until its [Registration] is closed, since a program may make several
/// runs.
public final class Cancellation {

  /// How far it has gone.
  public enum State {
    /// Go on.
    RUNNING,
    /// Take no new work.
    DRAINING,
    /// Break off, and put things back in order.
    STOPPED,
    /// Leave at once, whatever still hangs.
    ABANDONED
  }

  /// Something said to a cancellation, until it is closed.
  public interface Registration extends AutoCloseable {
    /// Takes it back. What runs on its account at this moment is waited for.
    @Override
    void close();
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final CopyOnWriteArrayList<Hook> hooks = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Work> works = new CopyOnWriteArrayList<>();
  private final CountDownLatch draining = new CountDownLatch(1);

  /// Asks for no new work to be taken.
  public void drain() {
    advance(State.DRAINING);
  }

  /// Asks to break off what is under way.
  public void stop() {
    advance(State.STOPPED);
  }

  /// Asks to wait for nothing any more.
  public void abandon() {
    advance(State.ABANDONED);
  }

  private void advance(State to) {
    State before = state.getAndUpdate(now -> now.compareTo(to) < 0 ? to : now);
    if (before.compareTo(to) >= 0) {
      return;
    }
    draining.countDown();
    for (State step : State.values()) {
      if (step.compareTo(before) > 0 && step.compareTo(to) <= 0) {
        hooks.stream().filter(hook -> hook.on == step).forEach(Hook::fire);
      }
    }
  }

  /// How far it has gone.
  public State state() {
    return state.get();
  }

  /// Whether new work may be taken.
  public boolean isRunning() {
    return state.get() == State.RUNNING;
  }

  /// Runs `action` once when draining begins, or now if it has.
  public Registration onDrain(Runnable action) {
    return on(State.DRAINING, action);
  }

  /// Runs `action` once when stopping begins, or now if it has.
  public Registration onStop(Runnable action) {
    return on(State.STOPPED, action);
  }

  /// Runs `action` once when nothing is to be waited for any more, or now if it is so.
  public Registration onAbandon(Runnable action) {
    return on(State.ABANDONED, action);
  }

  private Registration on(State step, Runnable action) {
    Hook hook = new Hook(step, action);
    hooks.add(hook);
    if (state.get().compareTo(step) >= 0) {
      hook.fire();
    }
    return hook;
  }

  /// Says that work is under way which a drain finishes in order.
  ///
  /// @param grace for how long it may go on after a drain before it is stopped
  public Registration underWay(Duration grace) {
    Work work = new Work(grace);
    works.add(work);
    return work;
  }

  /// For how long work that is under way may go on after a drain; empty where there is none, so
  /// that nothing is lost by leaving at once.
  public Optional<Duration> grace() {
    return works.stream().map(work -> work.grace).max(Comparator.naturalOrder());
  }

  /// Waits until draining begins, by the clock given.
  ///
  /// @return whether it has; false where the time ran out
  boolean awaitDrain(Duration atMost, Time time) throws InterruptedException {
    return time.await(draining, atMost);
  }

  private final class Hook implements Registration {
    private final State on;
    private final Runnable action;
    private boolean done;

    Hook(State on, Runnable action) {
      this.on = on;
      this.action = action;
    }

    synchronized void fire() {
      if (!done) {
        done = true;
        action.run();
      }
    }

    @Override
    public void close() {
      hooks.remove(this);
      synchronized (this) {
        done = true;
      }
    }
  }

  private final class Work implements Registration {
    private final Duration grace;

    Work(Duration grace) {
      this.grace = grace;
    }

    @Override
    public void close() {
      works.remove(this);
    }
  }
}
