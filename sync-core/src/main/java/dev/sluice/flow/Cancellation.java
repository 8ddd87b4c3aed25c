package dev.sluice.flow;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/// How a run is asked to end early, in two steps: drain (take no new work, finish what is under
/// way), then stop (interrupt what is under way). Thread-safe; steps are only ever taken forward.
public final class Cancellation {

  /// How far the run has been asked to end.
  public enum State {
    /// Go on.
    RUNNING,
    /// Take no new work.
    DRAINING,
    /// Leave at once.
    STOPPED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final CopyOnWriteArrayList<Runnable> onDrain = new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Runnable> onStop = new CopyOnWriteArrayList<>();

  /// Asks for no new work to be taken.
  public void drain() {
    if (state.compareAndSet(State.RUNNING, State.DRAINING)) {
      onDrain.forEach(Runnable::run);
    }
  }

  /// Asks to leave at once.
  public void stop() {
    State before = state.getAndSet(State.STOPPED);
    if (before == State.RUNNING) {
      onDrain.forEach(Runnable::run);
    }
    if (before != State.STOPPED) {
      onStop.forEach(Runnable::run);
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

  /// Runs `action` when draining begins, or now if it has.
  public void onDrain(Runnable action) {
    onDrain.add(action);
    if (!isRunning()) {
      action.run();
    }
  }

  /// Runs `action` when stopping begins, or now if it has. May run it twice; make it idempotent.
  public void onStop(Runnable action) {
    onStop.add(action);
    if (state.get() == State.STOPPED) {
      action.run();
    }
  }
}
