package dev.sluice.engine;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.report.Ledger;
import dev.sluice.report.RunFigures;
import dev.sluice.report.RunObserver.Phase;
import dev.sluice.store.EmptyDirectories;
import dev.sluice.store.StoreException;
import dev.sluice.transfer.ActionExecutor;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.NotAttempted;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Deletes at the destination what the source does not have: last of all, and only if nothing casts
/// doubt on it. What is in the way of copies goes first, then the copies, then all the rest.
///
/// The rules: both roots still are what was listed, both listings were read to their ends without
/// an error, every transfer succeeded, the source was not empty, no more goes than half of the
/// destination, and no more than the user's own bound.
final class DeleteStage {

  private static final int BATCHES_AT_ONCE = 4;

  private final SyncRequest request;
  private final ActionExecutor executor;
  private final Spool<Action> deletions;
  private final RunFigures figures;
  private final Ledger ledger;
  private final Cancellation cancellation;
  private final RunEnding ending;

  DeleteStage(
      SyncRequest request,
      ActionExecutor executor,
      Spool<Action> deletions,
      RunFigures figures,
      Cancellation cancellation,
      RunEnding ending) {
    this.request = request;
    this.executor = executor;
    this.deletions = deletions;
    this.figures = figures;
    this.ledger = figures.ledger();
    this.cancellation = cancellation;
    this.ending = ending;
  }

  /// Carries out copies that were in each other's way with what is deleted.
  @FunctionalInterface
  interface Retry {
    void run() throws InterruptedException;
  }

  /// @param blocked copies that wait for deletions
  /// @param retry tries them again
  void run(BlockedCopies blocked, Retry retry) throws InterruptedException {
    deletions.end();
    blocked.end();
    long planned = deletions.added();
    if (planned == 0 && blocked.isEmpty()) {
      return;
    }
    if (!figures.isListingComplete() || ending.isRootLost() || isEndingOrHasGaps()) {
      boolean tolerated = request.policy().deletion().ignoreErrors() && !ending.isRootLost();
      if (!cancellation.isRunning() || !tolerated) {
        withholdAll(blocked);
        return;
      }
    }
    String refusal = refusal(planned, figures.source().entries(), figures.target().entries());
    if (refusal != null) {
      ending.refusedToDelete(refusal);
      withholdAll(blocked);
      return;
    }
    if (executor.writes()) {
      figures.enter(Phase.DELETING);
    }
    if (blocked.isEmpty()) {
      deleteAll(deletions);
    } else {
      deleteObstaclesAndRetry(blocked, retry);
    }
  }

  private boolean isEndingOrHasGaps() {
    return !cancellation.isRunning() || ledger.hasGaps();
  }

  private void deleteObstaclesAndRetry(BlockedCopies blocked, Retry retry)
      throws InterruptedException {
    queueDeletions(blocked);
    deleteAll(blocked.obstacles());
    Optional<EmptyDirectories> inTheWay = request.target().emptyDirectories();
    if (inTheWay.isPresent() && cancellation.isRunning()) {
      inTheWay.get().removeEmptyDirectories(blocked.keys());
    }
    retry.run();
    boolean tolerated = request.policy().deletion().ignoreErrors() && cancellation.isRunning();
    if (isEndingOrHasGaps() && !tolerated) {
      recordAll(blocked.others(), DeleteStage::withheld);
    } else {
      deleteAll(blocked.others());
    }
  }

  private void queueDeletions(BlockedCopies blocked) throws InterruptedException {
    Action action;
    while ((action = ending.next(deletions)) != null) {
      try {
        blocked.addDeletion(action);
      } catch (SpoolException e) {
        ending.failed(e);
        ledger.record(new NotAttempted(action.key()));
      }
    }
    blocked.endDeletions();
  }

  private void withholdAll(BlockedCopies blocked) throws InterruptedException {
    recordAll(deletions, DeleteStage::withheld);
    Action action;
    while ((action = ending.next(blocked.copies())) != null) {
      ledger.record(
          new Failed(
              action.key(),
              StoreException.Kind.OBSTRUCTED,
              "write "
                  + request.target().describe(action.key())
                  + ": a file is where a directory should be, or the other way round, and it is not"
                  + " deleted because all deletions are withheld",
              FailedAt.DESTINATION));
    }
  }

  private @Nullable String refusal(long planned, long sourceListed, long targetListed) {
    Deletion rules = request.policy().deletion();
    String what =
        planned + " of the " + targetListed + " entries at " + request.target().describe(null);
    if (sourceListed == 0 && !rules.force()) {
      return "refused to delete "
          + what
          + ": the source is empty; say --force if it is meant to be";
    }
    if (planned > rules.maxDeletes().orElse(Long.MAX_VALUE)) {
      return "refused to delete "
          + what
          + ": more than --max-delete "
          + rules.maxDeletes().orElseThrow();
    }
    if (planned > targetListed - planned && !rules.force()) {
      return "refused to delete " + what + ": more than half of it; say --force if that is meant";
    }
    return null;
  }

  private static Outcome withheld(Delete delete) {
    return new Skipped(delete.key(), SkipReason.DELETE_WITHHELD, delete.target().sizeBytes());
  }

  private void recordAll(Spool<Action> planned, Function<Delete, Outcome> outcome)
      throws InterruptedException {
    Action action;
    while ((action = ending.next(planned)) != null) {
      ledger.record(outcome.apply((Delete) action));
    }
  }

  private void deleteAll(Spool<Action> planned) throws InterruptedException {
    try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-delete");
        Registration _ = cancellation.onStop(group::interruptAll);
        Registration _ = cancellation.onAbandon(group::abandon)) {
      for (int i = 0; i < BATCHES_AT_ONCE; i++) {
        group.fork(() -> deleteBatches(planned));
      }
      group.join();
    }
    recordAll(planned, delete -> new NotAttempted(delete.key()));
  }

  private void deleteBatches(Spool<Action> planned) throws InterruptedException {
    int size = request.target().properties().deleteBatch();
    List<Delete> batch = new ArrayList<>(size);
    while (cancellation.isRunning()) {
      batch.clear();
      Action action;
      while (batch.size() < size && (action = ending.next(planned)) != null) {
        batch.add((Delete) action);
      }
      if (batch.isEmpty()) {
        return;
      }
      deleteBatch(batch);
    }
  }

  private void deleteBatch(List<Delete> batch) throws InterruptedException {
    List<Outcome> outcomes =
        batch.stream().<Outcome>map(delete -> new NotAttempted(delete.key())).toList();
    try {
      outcomes = executor.delete(batch);
    } catch (InterruptedException e) {
      if (cancellation.isRunning()) {
        throw e;
      } // else it paused before it asked again, and was not to
    } finally {
      outcomes.forEach(ledger::record);
    }
    outcomes.forEach(ending::consider);
  }
}
