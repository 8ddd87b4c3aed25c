package dev.sluice.engine;

import dev.sluice.diff.Comparison;
import dev.sluice.diff.DiffRules;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.CancellableTime;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.Time;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.flow.WorkerGroup;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.flow.system.SlowStart;
import dev.sluice.listing.ListingCount;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.ActionCodec;
import dev.sluice.plan.Planner;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.report.Ledger;
import dev.sluice.report.OddETags;
import dev.sluice.report.Progress;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunObserver.Phase;
import dev.sluice.report.SideCount;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.transfer.Comparer;
import dev.sluice.transfer.ConditionalCopies;
import dev.sluice.transfer.InFlight;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Skipped;
import dev.sluice.transfer.Sides;
import dev.sluice.transfer.TransferLimits;
import dev.sluice.transfer.Transferrer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// One run: wires listing, diff, plan, transfer and report together and sees them through their
/// phases.
///
/// Listers compare ranges and plan; what is planned waits in a spool, from which transfer workers
/// take; both go on side by side. When all is listed and transferred, deletions follow, if the
/// rules allow them.
final class SyncRun implements AutoCloseable {

  /// Workers for copies that had to wait, which are few.
  private static final int MOST_FOR_OBSTRUCTED = 16;

  private final SyncRequest request;
  private final RunObserver observer;
  private final Cancellation cancellation;
  private final Time time;
  private final ProcessorLoad processors;

  private final String runId = UUID.randomUUID().toString();
  private final Instant startedAt;
  private final long startedNanos;
  private final KeyFilter filter;
  private final Ledger ledger;
  private final InFlight inFlight;
  private final BlockingIo cpu = BlockingIo.forCpu();
  private final Spool<Action> transfers;
  private final Spool<Action> deletions;
  private final Obstructed obstructed;
  private final ListingCount sourceCount = new ListingCount();
  private final ListingCount targetCount = new ListingCount();
  private final WorkCounts work = new WorkCounts();
  private final Sides sides;
  private final EarlyEnd earlyEnd;
  private final RootGuard roots;
  private final CompareStage compareStage;
  private final UnansweredWatch unanswered;
  private volatile Phase phase = Phase.LISTING;
  private volatile boolean listingDone;

  SyncRun(
      SyncRequest request,
      RunObserver observer,
      Cancellation cancellation,
      Time time,
      ProcessorLoad processors,
      Descriptors descriptors) {
    this.request = request;
    this.observer = observer;
    this.cancellation = cancellation;
    this.time = time;
    this.processors = processors;
    this.startedAt = time.now();
    this.startedNanos = time.nanos();
    this.filter = request.filter().forOneRun();
    this.ledger = new Ledger(observer);
    this.inFlight = new InFlight(time);
    Path folder = request.tuning().temporaryFolder();
    int inMemory = request.tuning().plannedInMemory();
    this.transfers = new Spool<>(new ActionCodec(), inMemory, folder, descriptors);
    this.deletions = new Spool<>(new ActionCodec(), inMemory, folder, descriptors);
    boolean takesWhatIsThere = request.policy().comparison() == Comparison.SIZE;
    this.sides =
        Sides.of(
            request.source(),
            request.target(),
            takesWhatIsThere,
            request.policy().overwritesChanged());
    this.obstructed =
        new Obstructed(
            request.policy().deletion().enabled()
                && request.policy().mode() == SyncPolicy.Mode.SYNC,
            () -> new Spool<>(new ActionCodec(), inMemory, folder, descriptors));
    this.earlyEnd = new EarlyEnd(cancellation);
    this.unanswered = new UnansweredWatch(this::unanswered, observer::unanswered);
    this.roots = new RootGuard(request, cancellation, earlyEnd);
    boolean ignoreMarkers =
        request.source().capabilities().fileSystem()
            || request.target().capabilities().fileSystem();
    this.compareStage =
        new CompareStage(
            request,
            new DiffRules(filter, request.policy().comparison(), ignoreMarkers),
            sourceCount,
            targetCount,
            cancellation);
  }

  SyncReport execute() throws InterruptedException {
    observer.started(
        new RunInfo(
            runId,
            startedAt,
            request.policy(),
            request.source()::describe,
            request.target()::describe),
        this::progress);
    try (UnansweredWatch _ = unanswered.start(time)) {
      return listTransferAndDelete();
    }
  }

  private SyncReport listTransferAndDelete() throws InterruptedException {
    enter(Phase.LISTING);
    listAndTransfer();
    roots.look();
    new DeleteStage(request, deletions, ledger, cancellation, earlyEnd, this::enter)
        .run(
            new DeleteStage.Grounds(
                listingDone, roots.isLost(), sourceCount.entries(), targetCount.entries()),
            obstructed,
            this::copyObstructed);
    // What could not be read back, or be tried again before the run was asked to end.
    ledger.recordNotAttempted(deletions.size() + obstructed.left());
    ledger.close();
    Leftovers leftovers = new Leftovers(request, observer);
    leftovers.removeOthers(cancellation);
    leftovers.tellOfRemoved();
    leftovers.tellOfTransfers(inFlight);
    leftovers.tellOfWrites();
    SyncReport report = report();
    if (cancellation.state() == Cancellation.State.ABANDONED) {
      report = report.withTheRestNotAttempted();
    }
    observer.finished(report);
    return report;
  }

  private void listAndTransfer() throws InterruptedException {
    try (WorkerGroup transferring = WorkerGroup.ofVirtual("sluice-transfer");
        WorkerGroup listing = WorkerGroup.ofVirtual("sluice-list");
        Registration _ = cancellation.onDrain(this::takeNoMore);
        Registration _ =
            cancellation.onStop(() -> {
              listing.interruptAll();
              transferring.interruptAll();
            });
        Registration _ =
            cancellation.onAbandon(() -> {
              listing.abandon();
              transferring.abandon();
            })) {
      TransferStage stage = transferStage();
      SlowStart size = new SlowStart(request.tuning().transferWorkers(), time, processors);
      new TransferCrew(transferring, stage, transfers, size, this::isThrottled).start();
      Planner planner = new Planner(request.policy());
      for (int i = 0; i < request.tuning().listWorkers(); i++) {
        listing.fork(() -> compareStage.run(planner, this::dispatch, earlyEnd));
      }
      listing.join();
      listingDone = compareStage.isComplete();
      roots.look();
      transfers.end();
      if (cancellation.isRunning()) {
        enter(Phase.TRANSFERRING);
      }
      transferring.join();
    }
    ledger.recordNotAttempted(transfers.size());
  }

  /// Tries the copies again whose way has been cleared.
  private void copyObstructed() throws InterruptedException {
    Spool<Action> copies = obstructed.copies();
    try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-transfer");
        Registration _ = cancellation.onDrain(copies::abandon);
        Registration _ = cancellation.onStop(group::interruptAll);
        Registration _ = cancellation.onAbandon(group::abandon)) {
      TransferStage stage = transferStage();
      int workers = Math.min(request.tuning().transferWorkers(), MOST_FOR_OBSTRUCTED);
      for (int i = 0; i < workers; i++) {
        group.fork(() -> stage.run(copies, _ -> {}));
      }
      group.join();
    }
  }

  private void takeNoMore() {
    enter(Phase.STOPPING);
    compareStage.close();
    transfers.abandon();
  }

  private TransferStage transferStage() {
    TransferLimits limits =
        new TransferLimits(
            new BytePermits(request.tuning().memoryBytes()),
            new RateLimit(
                request.tuning().rateBytesPerSecond(), new CancellableTime(time, cancellation)),
            cpu,
            request.tuning().partsAtOnce(),
            time);
    Transferrer transferrer = new Transferrer(sides, limits, inFlight);
    boolean readRemote = request.policy().mode() == SyncPolicy.Mode.VERIFY;
    Comparer comparer = new Comparer(sides, readRemote, limits.memory(), cpu, work::read);
    ConditionalCopies copies = new ConditionalCopies(request.target(), transferrer, comparer);
    return new TransferStage(
        request.policy().mode(), copies, comparer, ledger, earlyEnd, work, obstructed);
  }

  /// Sends a planned action where it belongs: to be done later, or straight into the books.
  private void dispatch(Action action) throws SpoolException {
    switch (action) {
      case Action.Copy copy -> {
        if (request.policy().mode() == SyncPolicy.Mode.DRY_RUN) {
          ledger.record(new Outcome.Planned(copy));
        } else {
          work.plan(copy);
          transfers.add(copy);
        }
      }
      case Action.Compare compare -> {
        work.planComparison();
        transfers.add(compare);
      }
      case Action.Delete delete -> deletions.add(delete);
      case Action.Skip(Key key, var reason, long sizeBytes) ->
          ledger.record(new Skipped(key, reason, sizeBytes));
      case Action.Report(Key key, var kind) -> ledger.record(new Outcome.Differs(key, kind));
      case Action.Refuse(Key key, String message) ->
          ledger.record(
              new Outcome.Failed(
                  key, StoreException.Kind.OTHER, message, Outcome.FailedAt.LISTING));
    }
  }

  private void enter(Phase next) {
    phase = next;
    observer.phase(next);
  }

  private Duration elapsed() {
    return Duration.ofNanos(time.nanos() - startedNanos);
  }

  private boolean isThrottled() {
    return request.source().activity().throttled() + request.target().activity().throttled() > 0;
  }

  private StoreActivity activity() {
    StoreActivity source = request.source().activity();
    return request.source().meter().equals(request.target().meter())
        ? source
        : source.plus(request.target().activity());
  }

  private Progress progress() {
    return new Progress(
        phase,
        elapsed(),
        sourceCount.entries(),
        targetCount.entries(),
        compareStage.compared(),
        work.comparisons(),
        work.copies(),
        work.copyBytes(),
        work.copiesEnded(),
        ledger.copiedCount(),
        ledger.failed(),
        ledger.deleted(),
        inFlight.bytesDone(),
        listingDone,
        activity(),
        inFlight.count(),
        inFlight.slowest(),
        unanswered.now());
  }

  private List<Unanswered> unanswered(Duration atLeast) {
    List<Unanswered> ofSource = request.source().unanswered(atLeast);
    return request.source().meter().equals(request.target().meter())
        ? ofSource
        : Stream.concat(ofSource.stream(), request.target().unanswered(atLeast).stream()).toList();
  }

  private SyncReport report() {
    return new SyncReport(
        runId,
        request.policy().mode(),
        earlyEnd.status(ledger),
        startedAt,
        elapsed(),
        sideCount(sourceCount),
        sideCount(targetCount),
        compareStage.compared(),
        ledger.copied(),
        ledger.copiedBytes(),
        ledger.unproven(),
        new OddETags(sides.sourceTrust().isLost(), sides.targetTrust().isLost()),
        ledger.deleted(),
        ledger.planned(),
        ledger.skipped(),
        ledger.differing(),
        ledger.failed(),
        ledger.notAttempted(),
        ledger.failures(),
        earlyEnd.reason(),
        activity(),
        unusedRules());
  }

  /// What a listing that ended early did not come to may be what a rule is for.
  private List<String> unusedRules() {
    boolean complete = listingDone && ledger.listingFailed() == 0;
    return complete ? filter.unused().stream().map(FilterRule::name).toList() : List.of();
  }

  private static SideCount sideCount(ListingCount count) {
    return new SideCount(count.entries(), count.bytes(), count.leaps(), count.prunedDirectories());
  }

  @Override
  public void close() {
    transfers.close();
    deletions.close();
    obstructed.close();
    cpu.close();
  }
}
