package dev.sluice.engine;

import dev.sluice.diff.DiffRules;
import dev.sluice.diff.Difference;
import dev.sluice.diff.MergeJoin;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.listing.KeyWalk;
import dev.sluice.listing.Listing;
import dev.sluice.model.Entry;
import dev.sluice.plan.Action;
import dev.sluice.plan.Planner;
import dev.sluice.report.RunFigures;
import dev.sluice.store.StoreException;
import dev.sluice.transfer.ContentIndex;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /// What the destination keeps is told of together, since all workers wait for each other there,
  /// but before anything that may be a copy of it.
  private static final int SEEN_TOGETHER = 256;

  private final KeyWalk<Difference> walk;
  private final Planner planner;
  private final RunFigures figures;
  private final @Nullable ContentIndex contents;
  private final @Nullable SourceFollower follower;

  /// @param includesTargetOnly whether keys that the destination alone has matter; where they do
  ///   not, they need not all be listed
  /// @param contents is told of what the destination has and keeps; null for nobody
  Discover(
      SyncRequest request,
      DiffRules rules,
      boolean includesTargetOnly,
      RunFigures figures,
      @Nullable ContentIndex contents) {
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
    this.contents = contents;
    this.follower = request.follower();
  }

  /// One worker's life.
  void work(Plan plan) throws StoreException, SpoolException, InterruptedException {
    List<Entry> seen = new ArrayList<>();
    walk.<SpoolException>work(difference -> {
      see(difference, seen);
      if (follower != null
          && difference instanceof Difference.Same(Entry source, Entry target, var by)) {
        follower.equal(source, target, by);
      }
      Action action = planner.plan(difference);
      if (seen.size() >= SEEN_TOGETHER || action instanceof Action.Copy) {
        tellOf(seen);
      }
      plan.accept(action);
      // Counted afterwards, so that what could not be booked does not count as seen.
      figures.countSeen();
    });
    tellOf(seen);
  }

  /// What the destination alone has stays, too, until all is copied: deletions come last.
  private void see(Difference difference, List<Entry> seen) {
    if (contents == null) {
      return;
    }
    switch (difference) {
      case Difference.Same(_, Entry target, _) -> seen.add(target);
      case Difference.TargetOnly(Entry target) -> seen.add(target);
      default -> {} // overwritten, or none
    }
  }

  private void tellOf(List<Entry> seen) {
    if (contents != null && !seen.isEmpty()) {
      contents.seeAll(seen);
      seen.clear();
    }
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
