package dev.sluice.flow;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A thread of a [BlockingIo], which can be asked what it is at and for how long.
///
/// Its own thread only counts its steps; how long a step takes is found by whoever looks, at every
/// look, so that a step costs no reading of the clock.
final class PoolThread extends Thread {

  private static final String NOTHING = "";

  private final AtomicLong steps = new AtomicLong();
  private final BlockingIo owner;
  private final Runnable ended;

  // written by this thread before its count of steps, and read by others after it
  private String call = NOTHING;
  private @Nullable Object subject;

  private long seenStep = -1;
  private long seenAtNanos;
  private boolean told;

  /// The step that nobody waits for any more.
  private volatile long givenUpStep = -1;

  /// @param owner the pool that it works for
  /// @param ended runs when the thread ends
  PoolThread(BlockingIo owner, Runnable body, String name, Consumer<PoolThread> ended) {
    super(body, name);
    this.owner = owner;
    this.ended = () -> ended.accept(this);
    setDaemon(true);
  }

  BlockingIo owner() {
    return owner;
  }

  @Override
  public void run() {
    try {
      super.run();
    } finally {
      ended.run();
    }
  }

  /// It begins this. Called on this thread.
  void begin(String newCall, @Nullable Object newSubject) {
    call = newCall;
    subject = newSubject;
    steps.lazySet(steps.getPlain() + 1);
  }

  /// It has nothing to do. Called on this thread.
  void end() {
    begin(NOTHING, null);
  }

  /// Nobody waits any more for what it is at; so it is not told that it hangs.
  void giveUp() {
    givenUpStep = steps.getAcquire();
  }

  /// What it has been at for `atLeast` by the looks that were taken; null where there is no such
  /// thing.
  synchronized @Nullable Unanswered look(long nowNanos, Duration atLeast) {
    long step = steps.getAcquire();
    if (step != seenStep) {
      seenStep = step;
      seenAtNanos = nowNanos;
      told = false;
      return null;
    }
    Duration age = Duration.ofNanos(nowNanos - seenAtNanos);
    if (call.equals(NOTHING) || step == givenUpStep || age.compareTo(atLeast) < 0) {
      return null;
    }
    boolean isNew = !told;
    told = true;
    return new Unanswered(call, String.valueOf(subject), null, age, isNew);
  }
}
