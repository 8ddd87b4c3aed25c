package dev.sluice.engine;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.flow.system.SlowStart;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.report.Ledger;
import dev.sluice.report.RunFigures;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Takeaway.Seen;
import dev.sluice.transfer.ActionExecutor;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.NotAttempted;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Carries planned actions out as they come, whether somebody is still finding out what is to be
/// done or it was written down: copies and comparisons by workers, of which there become more while
/// that helps; deletions afterwards ([DeleteStage]). Every action ends in one outcome. Thread-safe.
final class CarryOut implements AutoCloseable {

  /// Workers for copies that had to wait, which are few.
  private static final int MOST_FOR_OBSTRUCTED = 16;

  /// So many new files wait for the end of the listing; others do not.
  private static final int MOST_HELD = 1_000_000;

  private final SyncRequest request;
  private final ActionExecutor executor;
  private final RunFigures figures;
  private final Ledger ledger;
  private final RunEnding ending;
  private final Cancellation cancellation;
  private final Spool<Action> transfers;
  private final Spool<Action> deletions;
  private final BlockedCopies blocked;
  private final Following following;

  /// New files whose contents may stand where the destination is yet to be listed.
  private final Spool<Action> held;

  private volatile boolean holdsBack = true;
  private boolean isListed;

  /// @param spools makes queues
  CarryOut(
      SyncRequest request,
      ActionExecutor executor,
      RunFigures figures,
      RunEnding ending,
      Cancellation cancellation,
      Supplier<Spool<Action>> spools) {
    this.request = request;
    this.executor = executor;
    this.figures = figures;
    this.ledger = figures.ledger();
    this.ending = ending;
    this.cancellation = cancellation;
    this.transfers = spools.get();
    this.deletions = spools.get();
    this.blocked = new BlockedCopies(executor.writes() && executor.includesTargetOnly(), spools);
    this.held = spools.get();
    this.following = new Following(request.follower(), ending);
  }

  /// Takes an action: it waits for its turn, or has its outcome at once.
  ///
  /// @throws SpoolException if it cannot be kept until its turn
  void accept(Action action) throws SpoolException {
    Optional<Outcome> outcome = executor.atOnce(action);
    if (outcome.isPresent()) {
      following.ended(action, null, outcome.get());
      ledger.record(outcome.get());
      return;
    }
    switch (action) {
      case Copy copy -> {
        figures.plan(copy);
        (isToWait(copy) ? held : transfers).add(copy);
      }
      case Compare compare -> {
        figures.planComparison();
        transfers.add(compare);
      }
      case Delete delete -> deletions.add(delete);
      case Action.Skip _, Action.Refuse _ ->
          throw new IllegalStateException("has nothing to wait for: " + action);
    }
  }

  /// Whether it is better known later what is to be done. Where nothing was listed of a
  /// destination, it is empty, and nothing is worth waiting for.
  private boolean isToWait(Copy copy) {
    return holdsBack
        && executor.mayFindTwin(copy)
        && figures.target().entries() > 0
        && held.added() < MOST_HELD;
  }

  /// Starts the workers, who wait for what comes.
  ///
  /// @param isThrottled whether a store has asked for fewer requests, so that more workers would
  ///   only wait
  void start(WorkerGroup group, SlowStart size, BooleanSupplier isThrottled) {
    add(size.size(), group, size, isThrottled);
  }

  private void add(int count, WorkerGroup group, SlowStart size, BooleanSupplier isThrottled) {
    for (int i = 0; i < count; i++) {
      group.fork(() -> {
        for (Spool<Action> planned : List.of(transfers, held)) {
          if (ending.isEnding()) {
            return;
          }
          work(
              planned,
              outcome -> {
                if (outcome instanceof Outcome.Copied copied) {
                  size.ended(copied.took());
                }
                if (size.isDue() && planned.size() > 0 && !isThrottled.getAsBoolean()) {
                  add(size.grow(), group, size, isThrottled);
                }
              });
        }
      });
    }
  }

  /// No more actions will come: the workers end when all is done.
  void end() {
    synchronized (held) {
      isListed = true;
      held.end();
      transfers.end();
    }
  }

  /// Lets nothing wait for the end of the listing any longer, which may never come.
  void holdNothingBack() {
    holdsBack = false;
    try {
      while (releaseNext()) {
        // One after the other.
      }
    } catch (SpoolException e) {
      ending.failed(e);
    }
  }

  /// @return whether there was one
  private boolean releaseNext() throws SpoolException {
    synchronized (held) {
      Action next = isListed ? null : held.poll();
      if (next != null) {
        transfers.add(next);
      }
      return next != null;
    }
  }

  /// The workers take nothing more, and end when they have finished what they are at.
  void takeNoMore() {
    transfers.discardRest();
    held.discardRest();
  }

  /// Records as not attempted what the workers, who have ended, have left.
  void recordRemaining() {
    ledger.recordNotAttempted(transfers.size() + held.size());
  }

  /// Deletes what is to be deleted, if the rules allow it.
  void delete() throws InterruptedException {
    new DeleteStage(request, executor, deletions, figures, cancellation, ending)
        .run(blocked, this::copyBlocked);
    // What could not be read back, or be tried again before the run was asked to end.
    ledger.recordNotAttempted(deletions.size() + blocked.left());
  }

  /// Tries the copies again whose way has been cleared.
  private void copyBlocked() throws InterruptedException {
    Spool<Action> copies = blocked.copies();
    try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-transfer");
        Registration _ = cancellation.onDrain(copies::discardRest);
        Registration _ = cancellation.onStop(group::interruptAll);
        Registration _ = cancellation.onAbandon(group::abandon)) {
      int workers = Math.min(request.tuning().transferWorkers(), MOST_FOR_OBSTRUCTED);
      for (int i = 0; i < workers; i++) {
        group.fork(() -> work(copies, _ -> {}));
      }
      group.join();
    }
  }

  /// One worker's life: action after action until there are none, or the run is ending.
  ///
  /// @param afterEach is told how each action ended
  private void work(Spool<Action> planned, Consumer<Outcome> afterEach)
      throws InterruptedException {
    Action action;
    while ((action = ending.next(planned)) != null) {
      try {
        Seen seen = following.before(action);
        Outcome outcome = carryOut(action);
        if (blocked.take(action, outcome)) {
          figures.putOff(); // its turn is yet to come
          continue;
        }
        following.ended(action, seen, outcome);
        ledger.record(outcome);
        afterEach.accept(outcome);
        if (ending.consider(outcome)) {
          return;
        }
      } catch (InterruptedException e) {
        ledger.record(new NotAttempted(action.key()));
        if (ending.isEnding()) {
          return; // it paused, and was not to begin anew; others may finish
        }
        throw e;
      } catch (RuntimeException e) {
        // A bug, but one entry's: it must not take a million others with it, and must not be lost.
        ledger.record(
            new Failed(action.key(), Kind.OTHER, "internal error: " + e, FailedAt.DESTINATION));
      }
    }
  }

  private Outcome carryOut(Action action) throws InterruptedException {
    return switch (action) {
      case Copy copy -> carryOut(copy);
      case Compare compare -> compareAndGoOn(compare);
      case Delete _, Action.Skip _, Action.Refuse _ ->
          throw new IllegalArgumentException("not a transfer: " + action);
    };
  }

  private Outcome carryOut(Copy copy) throws InterruptedException {
    try {
      return executor.copy(copy);
    } finally {
      figures.endCopy();
    }
  }

  private Outcome compareAndGoOn(Compare compare) throws InterruptedException {
    Action found;
    try {
      found = executor.compare(compare);
    } catch (StoreException e) {
      boolean changed = e.kind() == Kind.CHANGED || e.kind() == Kind.NOT_FOUND;
      if (!changed || !executor.writes()) {
        return new Failed(compare.key(), e.kind(), e.getMessage(), FailedAt.SOURCE);
      }
      // Copying looks at the source afresh.
      found = new Copy(compare.source(), compare.target(), CopyReason.CONTENT);
    } finally {
      figures.endComparison();
    }
    Optional<Outcome> outcome = executor.atOnce(found);
    if (outcome.isPresent() || !(found instanceof Copy copy)) {
      return outcome.orElseThrow();
    }
    figures.plan(copy);
    return carryOut(copy);
  }

  @Override
  public void close() {
    transfers.close();
    held.close();
    deletions.close();
    blocked.close();
  }
}
