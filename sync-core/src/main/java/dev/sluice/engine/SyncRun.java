package dev.sluice.engine;

import dev.sluice.content.Sides;
import dev.sluice.diff.DiffRules;
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
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.flow.system.SlowStart;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.plan.ActionCodec;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.report.DistrustedETags;
import dev.sluice.report.RunFigures;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunObserver.Phase;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Store;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.transfer.ActionExecutor;
import dev.sluice.transfer.ContentIndex;
import dev.sluice.transfer.TransferResources;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One run: finding out what is to be done ([Discover]) and carrying it out ([CarryOut]) go on side
/// by side. When all is listed and transferred, deletions follow, if the rules allow them.
final class SyncRun implements AutoCloseable {

  private final SyncRequest request;
  private final Store source;
  private final Store target;
  private final RunObserver observer;
  private final Cancellation cancellation;
  private final Time time;
  private final ProcessorLoad processors;

  private final KeyFilter filter;
  private final RunFigures figures;
  private final BlockingIo cpu = BlockingIo.forCpu();
  private final Sides sides;
  private final @Nullable ContentIndex contents;
  private final RunEnding ending;
  private final RootCheck roots;
  private final ActionExecutor executor;
  private final Discover discover;
  private final CarryOut carryOut;
  private final UnansweredWatch unanswered;

  SyncRun(
      SyncRequest request,
      RunObserver observer,
      Cancellation cancellation,
      Time time,
      ProcessorLoad processors,
      Descriptors descriptors) {
    this.request = request;
    this.source = request.source();
    this.target = request.target();
    this.observer = observer;
    this.cancellation = cancellation;
    this.time = time;
    this.processors = processors;
    this.filter = request.filter().forOneRun();
    this.figures = new RunFigures(observer, time);
    this.ending = new RunEnding(cancellation);
    this.roots = new RootCheck(request, cancellation, ending);
    this.unanswered = new UnansweredWatch(this::unanswered, this::tellUnanswered);
    SyncPolicy policy = request.policy();
    this.sides = Sides.of(source, target);
    this.contents =
        ActionExecutor.copiesAtDestination(policy, sides)
            ? new ContentIndex(
                target.properties().fileSystem()
                    ? Long.MAX_VALUE // there nothing is read to be compared with it
                    : target.properties().singleWriteBytes(),
                request.tuning().temporaryFolder())
            : null;
    this.executor =
        ActionExecutor.of(policy, sides, limits(), figures.inFlight(), figures::readToCompare);
    boolean ignoreMarkers = source.properties().fileSystem() || target.properties().fileSystem();
    this.discover =
        new Discover(
            request,
            new DiffRules(filter, policy.comparison(), ignoreMarkers, policy.sample()),
            executor.includesTargetOnly(),
            figures,
            contents);
    Tuning tuning = request.tuning();
    this.carryOut =
        new CarryOut(
            request,
            executor,
            figures,
            ending,
            cancellation,
            () ->
                new Spool<>(
                    new ActionCodec(),
                    tuning.plannedInMemory(),
                    tuning.temporaryFolder(),
                    descriptors));
  }

  private TransferResources limits() {
    Tuning tuning = request.tuning();
    return new TransferResources(
        new BytePermits(tuning.memoryBytes()),
        new RateLimit(tuning.rateBytesPerSecond(), new CancellableTime(time, cancellation)),
        cpu,
        tuning.partsAtOnce(),
        time,
        contents);
  }

  SyncReport execute() throws InterruptedException {
    observer.started(
        new RunInfo(
            figures.runId(),
            figures.startedAt(),
            request.policy(),
            source::describe,
            target::describe),
        () -> figures.progress(activity(), unanswered.now()));
    try (UnansweredWatch _ = unanswered.start(time)) {
      figures.enter(Phase.LISTING);
      listAndTransfer();
      roots.verifyUnchanged();
      carryOut.delete();
      figures.ledger().close();
      settleLeftovers();
      SyncReport report = report();
      observer.finished(report);
      return report;
    }
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
      SlowStart size = new SlowStart(request.tuning().transferWorkers(), time, processors);
      carryOut.start(transferring, size, this::isThrottled);
      for (int i = 0; i < request.tuning().listWorkers(); i++) {
        listing.fork(this::discover);
      }
      listing.join();
      figures.listed(discover.isComplete());
      roots.verifyUnchanged();
      carryOut.end();
      if (cancellation.isRunning()) {
        figures.enter(Phase.TRANSFERRING);
      }
      transferring.join();
    }
    carryOut.recordRemaining();
  }

  private void discover() throws InterruptedException {
    try {
      discover.work(carryOut::accept);
    } catch (StoreException e) {
      ending.failed(e);
    } catch (SpoolException e) {
      ending.failed(e);
    }
  }

  private void takeNoMore() {
    figures.enter(Phase.STOPPING);
    discover.stop();
    carryOut.takeNoMore();
  }

  private void settleLeftovers() throws InterruptedException {
    LeftoversStage leftovers = new LeftoversStage(request, observer);
    if (executor.writes()) {
      leftovers.removeLeftoversOfKilledRuns(cancellation);
    }
    leftovers.tellOfRemoved();
    leftovers.tellOfTransfers(figures.inFlight());
    leftovers.tellOfWrites();
  }

  private boolean isThrottled() {
    return source.activity().throttled() + target.activity().throttled() > 0;
  }

  private boolean isOneService() {
    return source.meter().equals(target.meter());
  }

  private StoreActivity activity() {
    return isOneService() ? source.activity() : source.activity().plus(target.activity());
  }

  /// What hangs may be the listing.
  private void tellUnanswered(Unanswered call, int others) {
    carryOut.holdNothingBack();
    observer.unanswered(call, others);
  }

  private List<Unanswered> unanswered(Duration atLeast) {
    List<Unanswered> ofSource = source.unanswered(atLeast);
    return isOneService()
        ? ofSource
        : Stream.concat(ofSource.stream(), target.unanswered(atLeast).stream()).toList();
  }

  private SyncReport report() {
    return figures.report(
        request.policy(),
        ending.of(figures.ledger().counts()),
        filter,
        new DistrustedETags(sides.sourceTrust().isLost(), sides.targetTrust().isLost()),
        activity(),
        cancellation.state() == Cancellation.State.ABANDONED);
  }

  @Override
  public void close() {
    carryOut.close();
    if (contents != null) {
      contents.close();
    }
    cpu.close();
  }
}
