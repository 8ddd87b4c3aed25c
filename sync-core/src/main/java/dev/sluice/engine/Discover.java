package dev.sluice.engine;

import dev.sluice.diff.DiffRules;
import dev.sluice.diff.Difference;
import dev.sluice.diff.MergeJoin;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.listing.KeyWalk;
import dev.sluice.listing.Listing;
import dev.sluice.plan.Action;
import dev.sluice.plan.Planner;
import dev.sluice.report.RunFigures;
import dev.sluice.store.StoreException;

/// Finds out what is to be done: walks both sides by key ranges, joins them and plans each
/// difference. Thread-safe.
final class Discover {

  /// Takes what is planned.
  @FunctionalInterface
  interface Plan {
    /// Takes one.
    ///
    /// @throws SpoolException if it cannot be kept until its turn
    void accept(Action action) throws SpoolException;
  }

  private final KeyWalk<Difference> walk;
  private final Planner planner;
  private final RunFigures figures;

  /// @param includesTargetOnly whether keys that the destination alone has matter; where they do
  ///   not, they need not all be listed
  Discover(SyncRequest request, DiffRules rules, boolean includesTargetOnly, RunFigures figures) {
    Listing source = new Listing(request.source(), rules.filter(), figures.source());
    Listing target = new Listing(request.target(), rules.filter(), figures.target());
    this.walk =
        new KeyWalk<>(
            request.range(),
            range ->
                new MergeJoin(
                    range, source.open(range), target.open(range), rules, !includesTargetOnly));
    this.planner = new Planner(includesTargetOnly);
    this.figures = figures;
  }

  /// One worker's life.
  void work(Plan plan) throws StoreException, SpoolException, InterruptedException {
    walk.<SpoolException>work(difference -> {
      plan.accept(planner.plan(difference));
      // Counted afterwards, so that what could not be booked does not count as seen.
      figures.countSeen();
    });
  }

  /// Whether both listings were read to their ends.
  boolean isComplete() {
    return walk.isComplete();
  }

  /// Lists nothing more.
  void stop() {
    walk.stop();
  }
}
