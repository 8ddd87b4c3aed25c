package dev.sluice.report;

import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Time;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.listing.ListingCount;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.report.Progress.Comparisons;
import dev.sluice.report.RunObserver.Phase;
import dev.sluice.store.StoreActivity;
import dev.sluice.transfer.InFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/// All figures of one run, which its parts count into as they go: [Progress] and [SyncReport] are
/// read from here. Thread-safe.
public final class RunFigures {

  private final String runId = UUID.randomUUID().toString();
  private final RunObserver observer;
  private final Time time;
  private final Instant startedAt;
  private final long startedNanos;
  private final ListingCount source = new ListingCount();
  private final ListingCount target = new ListingCount();
  private final LongAdder seen = new LongAdder();
  private final LongAdder copies = new LongAdder();
  private final LongAdder copyBytes = new LongAdder();
  private final LongAdder copiesEnded = new LongAdder();
  private final LongAdder comparisons = new LongAdder();
  private final LongAdder comparisonsEnded = new LongAdder();
  private final LongAdder bytesCompared = new LongAdder();
  private final Ledger ledger;
  private final InFlight inFlight;
  private volatile Phase phase = Phase.LISTING;
  private volatile boolean isListingComplete;

  /// Makes those of a run that begins now.
  ///
  /// @param observer is told of each outcome and phase
  public RunFigures(RunObserver observer, Time time) {
    this.observer = observer;
    this.time = time;
    this.startedAt = time.now();
    this.startedNanos = time.nanos();
    this.ledger = new Ledger(observer);
    this.inFlight = new InFlight(time);
  }

  /// The run's name; unique.
  public String runId() {
    return runId;
  }

  /// When it began.
  public Instant startedAt() {
    return startedAt;
  }

  /// What the source's listing gives.
  public ListingCount source() {
    return source;
  }

  /// What the destination's listing gives.
  public ListingCount target() {
    return target;
  }

  /// How entries end.
  public Ledger ledger() {
    return ledger;
  }

  /// What is under way.
  public InFlight inFlight() {
    return inFlight;
  }

  /// The run enters another phase.
  public void enter(Phase next) {
    phase = next;
    observer.phase(next);
  }

  /// A key was compared, and what is to be done about it is planned.
  public void countSeen() {
    seen.increment();
  }

  /// Listing has ended.
  ///
  /// @param complete whether both sides were listed to their ends
  public void listed(boolean complete) {
    isListingComplete = complete;
  }

  /// Whether both sides were listed to their ends; until then, and where they never are, what is
  /// missing may be there still.
  public boolean isListingComplete() {
    return isListingComplete;
  }

  /// A copy is planned.
  public void plan(Copy copy) {
    copies.increment();
    copyBytes.add(copy.source().sizeBytes());
  }

  /// A copy has ended, well or not.
  public void endCopy() {
    copiesEnded.increment();
  }

  /// A copy that has ended is to be tried again later.
  public void putOff() {
    copiesEnded.decrement();
  }

  /// A comparison by content is planned.
  public void planComparison() {
    comparisons.increment();
  }

  /// A comparison by content has ended, well or not.
  public void endComparison() {
    comparisonsEnded.increment();
  }

  /// Bytes were read to be compared.
  public void readToCompare(long bytes) {
    bytesCompared.add(bytes);
  }

  /// For how long the run has been going on.
  private Duration elapsed() {
    return Duration.ofNanos(time.nanos() - startedNanos);
  }

  /// The figures now.
  public Progress progress(StoreActivity activity, UnansweredWatch.Now unanswered) {
    return new Progress(
        phase,
        elapsed(),
        new Progress.Listing(source.entries(), target.entries(), seen.sum(), isListingComplete),
        new Comparisons(comparisons.sum(), comparisonsEnded.sum(), bytesCompared.sum()),
        new Progress.Transfers(
            copies.sum(),
            copyBytes.sum(),
            copiesEnded.sum(),
            inFlight.bytesDone(),
            inFlight.count(),
            inFlight.slowest()),
        ledger.ended(),
        activity,
        unanswered);
  }

  /// The report of the run, which has ended.
  ///
  /// @param abandoned whether workers were given up on: what is in no count then counts as not
  ///   attempted, since nothing is known of how it ended
  public SyncReport report(
      SyncPolicy policy,
      RunEnd end,
      KeyFilter filter,
      DistrustedETags distrustedETags,
      StoreActivity activity,
      boolean abandoned) {
    OutcomeCounts counts = ledger.counts();
    long rest = abandoned ? seen.sum() - counts.total() : 0;
    return new SyncReport(
        runId,
        policy.mode(),
        startedAt,
        elapsed(),
        end,
        new ListingTotals(
            of(source),
            of(target),
            seen.sum(),
            new ContentTotals(comparisonsEnded.sum(), policy.comparedShare()),
            unusedRules(filter)),
        counts.andNotAttempted(rest),
        ledger.failures(),
        distrustedETags,
        activity);
  }

  /// What a listing that ended early did not come to may be what a rule is for.
  private List<String> unusedRules(KeyFilter filter) {
    boolean complete = isListingComplete && !ledger.hasListingFailures();
    return complete ? filter.unused().stream().map(FilterRule::name).toList() : List.of();
  }

  private static SideCount of(ListingCount count) {
    return new SideCount(count.entries(), count.bytes(), count.leaps(), count.prunedDirectories());
  }
}
