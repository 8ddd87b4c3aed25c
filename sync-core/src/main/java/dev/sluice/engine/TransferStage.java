package dev.sluice.engine;

import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.DifferenceKind;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.report.Ledger;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.transfer.Comparer;
import dev.sluice.transfer.ConditionalCopies;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Differs;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.NotAttempted;
import dev.sluice.transfer.Outcome.Planned;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a transfer worker does: take a planned action, carry it out, book the outcome. Thread-safe.
final class TransferStage {

  private final SyncPolicy.Mode mode;
  private final ConditionalCopies copies;
  private final Comparer comparer;
  private final Ledger ledger;
  private final EarlyEnd earlyEnd;
  private final WorkCounts work;
  private final Obstructed obstructed;

  TransferStage(
      SyncPolicy.Mode mode,
      ConditionalCopies copies,
      Comparer comparer,
      Ledger ledger,
      EarlyEnd earlyEnd,
      WorkCounts work,
      Obstructed obstructed) {
    this.mode = mode;
    this.copies = copies;
    this.comparer = comparer;
    this.ledger = ledger;
    this.earlyEnd = earlyEnd;
    this.work = work;
    this.obstructed = obstructed;
  }

  /// One worker's life: action after action until there are none, or the run is ending.
  ///
  /// @param afterEach is told how each action ended
  void run(Spool<Action> planned, Consumer<Outcome> afterEach) throws InterruptedException {
    Action action;
    while ((action = next(planned)) != null) {
      try {
        Outcome outcome = carryOut(action);
        if (obstructed.take(action, outcome)) {
          work.putOff(); // its turn is yet to come
          continue;
        }
        ledger.record(outcome);
        afterEach.accept(outcome);
        if (earlyEnd.consider(outcome)) {
          return;
        }
      } catch (InterruptedException e) {
        ledger.record(new NotAttempted(action.key()));
        if (earlyEnd.isEnding()) {
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

  private @Nullable Action next(Spool<Action> planned) throws InterruptedException {
    try {
      return planned.take();
    } catch (SpoolException e) {
      earlyEnd.failed(e); // what is left in it is counted as not attempted
      return null;
    }
  }

  private Outcome carryOut(Action action) throws InterruptedException {
    return switch (action) {
      case Copy copy -> carryOut(copy);
      case Compare compare -> compareAndAct(compare);
      case Action.Delete _, Action.Skip _, Action.Report _, Action.Refuse _ ->
          throw new IllegalArgumentException("not a transfer: " + action);
    };
  }

  private Outcome carryOut(Copy copy) throws InterruptedException {
    try {
      return copies.copy(copy);
    } finally {
      work.endCopy();
    }
  }

  private Outcome compareAndAct(Compare compare) throws InterruptedException {
    try {
      return switch (counted(compare)) {
        case EQUAL -> skipped(compare, SkipReason.UP_TO_DATE);
        case EQUAL_BY_TIME -> skipped(compare, SkipReason.EQUAL_BY_TIME);
        case UNKNOWN -> skipped(compare, SkipReason.INCOMPARABLE);
        case DIFFERENT -> act(compare, CopyReason.CONTENT);
        case NEWER -> act(compare, CopyReason.TIME);
      };
    } catch (StoreException e) {
      boolean changed = e.kind() == Kind.CHANGED || e.kind() == Kind.NOT_FOUND;
      return changed && mode == SyncPolicy.Mode.SYNC
          ? act(compare, CopyReason.CONTENT) // which looks at the source afresh
          : new Failed(compare.key(), e.kind(), e.getMessage(), FailedAt.SOURCE);
    }
  }

  private Comparer.Verdict counted(Compare compare) throws StoreException, InterruptedException {
    try {
      return comparer.compare(compare);
    } finally {
      work.endComparison();
    }
  }

  private Outcome act(Compare compare, CopyReason reason) throws InterruptedException {
    Copy copy = new Copy(compare.source(), compare.target(), reason);
    return switch (mode) {
      case SYNC -> {
        work.plan(copy);
        yield carryOut(copy);
      }
      case DRY_RUN -> new Planned(copy);
      case VERIFY -> new Differs(compare.key(), DifferenceKind.CONTENT);
    };
  }

  private static Skipped skipped(Compare compare, SkipReason reason) {
    return new Skipped(compare.key(), reason, compare.source().sizeBytes());
  }
}
