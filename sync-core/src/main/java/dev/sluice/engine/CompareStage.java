package dev.sluice.engine;

import dev.sluice.diff.DiffRules;
import dev.sluice.diff.Difference;
import dev.sluice.diff.MergeJoin;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.WorkPool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.listing.CountingCursor;
import dev.sluice.listing.CountingPrune;
import dev.sluice.listing.ListingCount;
import dev.sluice.model.KeyRange;
import dev.sluice.plan.Action;
import dev.sluice.plan.Planner;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StuckException;
import java.util.concurrent.atomic.LongAdder;

/// Lists and compares key ranges, many at once: each worker merge-joins both sides of one range
/// and, when others have nothing to do, gives away the upper part of what it has left. Thread-safe.
final class CompareStage {

  /// How many keys a worker compares between two looks at whether others are idle.
  private static final int KEYS_BETWEEN_LOOKS = 64;

  /// Takes what is planned.
  @FunctionalInterface
  interface Plan {
    /// Takes one.
    ///
    /// @throws SpoolException if it cannot be kept until its turn
    void accept(Action action) throws SpoolException;
  }

  private final SyncRequest request;
  private final DiffRules rules;
  private final KeyFilter filter;
  private final ListingCount sourceCount;
  private final ListingCount targetCount;
  private final Cancellation cancellation;
  private final WorkPool<KeyRange> ranges = new WorkPool<>(KeyRange.all());
  private final LongAdder compared = new LongAdder();
  private volatile boolean incomplete;

  CompareStage(
      SyncRequest request,
      DiffRules rules,
      ListingCount sourceCount,
      ListingCount targetCount,
      Cancellation cancellation) {
    this.request = request;
    this.rules = rules;
    this.filter = rules.filter();
    this.sourceCount = sourceCount;
    this.targetCount = targetCount;
    this.cancellation = cancellation;
  }

  /// One worker's life: range after range until there are none.
  void run(Planner planner, Plan plan, EarlyEnd earlyEnd) throws InterruptedException {
    WorkPool<KeyRange>.Piece piece;
    while ((piece = ranges.take()) != null) {
      work(piece, planner, plan, earlyEnd);
    }
  }

  private void work(WorkPool<KeyRange>.Piece piece, Planner planner, Plan plan, EarlyEnd earlyEnd)
      throws InterruptedException {
    try (piece) {
      compare(piece, planner, plan);
    } catch (StoreException e) {
      incomplete = true;
      earlyEnd.failed(e);
    } catch (SpoolException e) {
      incomplete = true;
      earlyEnd.failed(e);
    } catch (InterruptedException e) {
      incomplete = true;
      if (cancellation.isRunning()) {
        throw e;
      } // else it paused before it asked again, and was not to
    } catch (RuntimeException | Error e) {
      incomplete = true;
      throw e;
    }
  }

  private void compare(WorkPool<KeyRange>.Piece piece, Planner planner, Plan plan)
      throws StoreException, SpoolException, InterruptedException {
    KeyRange range = piece.work();
    boolean leapfrogs = !request.policy().needsExtras();
    try (EntryCursor source = cursor(request.source(), range, sourceCount);
        EntryCursor target = cursor(request.target(), range, targetCount)) {
      source.leaveWhatHangs();
      target.leaveWhatHangs();
      MergeJoin join = new MergeJoin(range, source, target, rules, leapfrogs);
      try {
        compare(piece, join, planner, plan);
      } catch (StuckException e) {
        // Whoever takes that part waits for it; nobody else does.
        piece.giveAway(join.partsAround(e.part()));
      }
    }
  }

  private void compare(WorkPool<KeyRange>.Piece piece, MergeJoin join, Planner planner, Plan plan)
      throws StoreException, SpoolException, InterruptedException {
    Difference difference;
    int sinceLook = 0;
    while ((difference = join.next()) != null) {
      plan.accept(planner.plan(difference));
      // Counted afterwards, so that what could not be booked does not count as seen.
      compared.increment();
      if (++sinceLook >= KEYS_BETWEEN_LOOKS) {
        sinceLook = 0;
        if (!cancellation.isRunning()) {
          incomplete = true;
          return;
        }
        piece.share(join.keysLeft(), join::split);
      }
    }
  }

  private EntryCursor cursor(Store store, KeyRange range, ListingCount count) {
    Prune prune = filter.isEmpty() ? Prune.NOTHING : new CountingPrune(filter, range, count);
    return new CountingCursor(store.list(range, prune), count);
  }

  /// How many keys were compared.
  long compared() {
    return compared.sum();
  }

  /// Whether every range was read to its end, on both sides.
  boolean isComplete() {
    return !incomplete;
  }

  /// Hands out no more ranges.
  void close() {
    incomplete = true;
    ranges.close();
  }
}
