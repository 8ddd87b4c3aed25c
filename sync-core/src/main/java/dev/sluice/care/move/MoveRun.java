package dev.sluice.care.move;

import dev.sluice.care.move.MoveOutcome.Failed;
import dev.sluice.care.move.MoveOutcome.Left;
import dev.sluice.care.move.MoveOutcome.Planned;
import dev.sluice.care.move.MoveOutcome.Why;
import dev.sluice.content.Comparer;
import dev.sluice.content.Ladder;
import dev.sluice.content.Sides;
import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Comparison;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Store;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.store.Takeaway;
import dev.sluice.transfer.DifferenceKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One move: a run as ever, and when it has ended well, the source's entries are removed of which
/// the destination is proven to have the content, each only if it still is what was copied. A
/// verification may be such a run, too: then nothing is sent, and nothing is removed unless the
/// destination has all. Used once.
public final class MoveRun {

  private static final int BATCHES_AT_ONCE = 4;
  private static final int PROOFS_AT_ONCE = 16;
  private static final int WAITING_IN_MEMORY = 10_000;

  private final SyncRequest request;
  private final MoveObserver observer;
  private final Cancellation cancellation;
  private final Time time;
  private final ProcessorLoad processors;
  private final Descriptors descriptors;
  private final Store source;
  private final Store target;
  private final Takeaway takeaway;
  private final Removing removing;
  private final MoveFigures figures = new MoveFigures();
  private OneObject oneObject = new OneObject(false);
  private final AtomicReference<@Nullable RunEnd> cause = new AtomicReference<>();

  /// What moves are given by their surroundings.
  ///
  /// @param time the clock
  /// @param processors tells whether more transfers at once would find a processor
  /// @param descriptors by which the files are opened that keep what does not fit into memory
  /// @param cancellation by which another thread may ask for the end
  public record Surroundings(
      Time time, ProcessorLoad processors, Descriptors descriptors, Cancellation cancellation) {}

  /// @param request the run, which deletes nothing at the destination; a verification sends nothing
  ///   either
  /// @param notes where removed objects are written down; null for nowhere
  /// @param observer is told what happens as it happens
  public MoveRun(
      SyncRequest request,
      @Nullable RemovalList notes,
      MoveObserver observer,
      Surroundings surroundings) {
    this.request = request;
    this.observer = observer;
    this.cancellation = surroundings.cancellation();
    this.time = surroundings.time();
    this.processors = surroundings.processors();
    this.descriptors = surroundings.descriptors();
    this.source = request.source();
    this.target = request.target();
    this.takeaway =
        source
            .takeaway()
            .orElseThrow(() -> new IllegalArgumentException("nothing can be taken from it"));
    this.removing = new Removing(takeaway, notes);
  }

  /// The same between two places of which it is known that they are not two names of one.
  public MoveRun betweenTwoPlaces() {
    oneObject = new OneObject(true);
    return this;
  }

  /// Does it all.
  ///
  /// Failures of entries, of listings and of whole stores are all in the report; this method does
  /// not throw them.
  ///
  /// @throws UsageException if both places are one file
  /// @throws StoreException if it cannot be found out whether they are
  /// @throws InterruptedException if the calling thread was interrupted
  public MoveReport execute() throws UsageException, StoreException, InterruptedException {
    if (source.place().isOneFile(target.place())) {
      throw new UsageException(
          source.describe(null) + " and " + target.describe(null) + " are one file");
    }
    long begunNanos = time.nanos();
    try (Spool<Candidate> proven = spool();
        Spool<Candidate> doubtful = spool();
        Spool<Candidate> changed = spool()) {
      Departures departures = new Departures(takeaway, proven, doubtful, figures, oneObject);
      SyncReport run =
          new SyncEngine(time, processors, descriptors)
              .run(request.followedBy(departures), new AllButTheEnd(observer), cancellation);
      proven.end();
      doubtful.end();
      if (request.policy().isRehearsal()) {
        rehearse(proven);
        rehearse(doubtful);
      } else if (mayRemove(run)) {
        remove(proven, doubtful, changed);
      }
      MoveReport report = report(run, Duration.ofNanos(time.nanos() - begunNanos));
      observer.moved(report);
      return report;
    }
  }

  private Spool<Candidate> spool() {
    return new Spool<>(
        new CandidateCodec(), WAITING_IN_MEMORY, request.tuning().temporaryFolder(), descriptors);
  }

  /// Whether the run came to its end. An entry that has failed keeps its source, and no other, but
  /// for a verification.
  private boolean mayRemove(SyncReport run) throws InterruptedException {
    boolean hasEndedWell =
        request.policy().isVerification()
            ? hasAll(run)
            : run.status() == RunStatus.OK || run.status() == RunStatus.PARTIAL;
    if (run.end().reason() != null
        || !hasEndedWell
        || !cancellation.isRunning()
        || figures.counts().found() == 0) {
      return false;
    }
    try {
      source.requireSameRoot();
      target.requireSameRoot();
      target.makeDurable();
      return true;
    } catch (StoreException e) {
      end(RunStatus.of(e.kind()), e.getMessage());
      return false;
    }
  }

  /// Whether a verification found that the destination has all, whatever it has beside.
  private static boolean hasAll(SyncReport run) {
    return run.status() == RunStatus.OK
        || (run.status() == RunStatus.DIFFERENT
            && run.outcomes().differingCount()
                == run.outcomes().differing().getOrDefault(DifferenceKind.EXTRA, 0L));
  }

  private void rehearse(Spool<Candidate> candidates) throws InterruptedException {
    Candidate next;
    while ((next = next(candidates)) != null) {
      record(new Planned(next.source()));
    }
  }

  private void remove(Spool<Candidate> proven, Spool<Candidate> doubtful, Spool<Candidate> changed)
      throws InterruptedException {
    observer.phase(RunObserver.Phase.DELETING);
    work(BATCHES_AT_ONCE, () -> removeBatches(proven, changed));
    try (BlockingIo cpu = BlockingIo.forCpu()) {
      SecondLook look =
          new SecondLook(
              source,
              target,
              takeaway,
              new Comparer(
                  Sides.of(source, target),
                  new Ladder(Comparison.BYTES, true),
                  new BytePermits(request.tuning().memoryBytes()),
                  cpu,
                  _ -> {}),
              removing,
              oneObject);
      work(PROOFS_AT_ONCE, () -> moveAfterProof(look, doubtful, changed));
      changed.end();
      work(1, () -> moveAfterProof(look, changed, null));
    }
  }

  private void work(int workers, WorkerGroup.Body body) throws InterruptedException {
    try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-move");
        Registration _ = cancellation.onStop(group::interruptAll);
        Registration _ = cancellation.onAbandon(group::abandon)) {
      for (int i = 0; i < workers; i++) {
        group.fork(body);
      }
      group.join();
    }
  }

  /// @return null where there is none, or the run is ending
  private @Nullable Candidate next(Spool<Candidate> candidates) throws InterruptedException {
    if (!cancellation.isRunning()) {
      return null;
    }
    try {
      return candidates.take();
    } catch (SpoolException e) {
      end(RunStatus.PARTIAL, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void removeBatches(Spool<Candidate> proven, Spool<Candidate> changed)
      throws InterruptedException {
    int size = source.properties().deleteBatch();
    List<Candidate> batch = new ArrayList<>(size);
    Candidate next;
    do {
      batch.clear();
      while (batch.size() < size && (next = next(proven)) != null) {
        batch.add(next);
      }
      if (!batch.isEmpty() && cancellation.isRunning()) {
        removeBatch(batch, changed);
      }
    } while (!batch.isEmpty() && cancellation.isRunning());
  }

  private void removeBatch(List<Candidate> batch, Spool<Candidate> changed)
      throws InterruptedException {
    try {
      List<MoveOutcome> outcomes = removing.remove(List.copyOf(batch));
      for (int i = 0; i < batch.size(); i++) {
        recordOrPutOff(batch.get(i), outcomes.get(i), changed);
      }
    } catch (StoreException e) {
      batch.forEach(each -> record(new Failed(each.source(), e)));
    } catch (InterruptedException e) {
      requireEnding(e);
    }
  }

  /// Something about a file that has changed may not be its content.
  private void recordOrPutOff(
      Candidate candidate, MoveOutcome outcome, @Nullable Spool<Candidate> changed) {
    boolean mayBeUnchanged =
        outcome instanceof Left(_, Why why)
            && why == Why.CHANGED
            && candidate.source().etag() == null;
    if (mayBeUnchanged && changed != null) {
      try {
        changed.add(candidate);
        return;
      } catch (SpoolException e) {
        end(RunStatus.PARTIAL, String.valueOf(e.getMessage()));
      }
    }
    record(outcome);
  }

  private void moveAfterProof(
      SecondLook look, Spool<Candidate> candidates, @Nullable Spool<Candidate> changed)
      throws InterruptedException {
    Candidate candidate;
    while ((candidate = next(candidates)) != null) {
      try {
        recordOrPutOff(candidate, look.moveAfterProof(candidate), changed);
      } catch (StoreException e) {
        record(new Failed(candidate.source(), e));
      } catch (InterruptedException e) {
        requireEnding(e);
      }
    }
  }

  /// An interrupt by which the run is ended leaves what was under way undone.
  private void requireEnding(InterruptedException e) throws InterruptedException {
    if (cancellation.isRunning()) {
      throw e;
    }
  }

  private void record(MoveOutcome outcome) {
    figures.ended(outcome);
    observer.ended(outcome);
    if (outcome instanceof Failed(_, StoreException error) && error.kind().concernsWholeRun()) {
      end(RunStatus.of(error.kind()), error.getMessage());
    }
  }

  private void end(RunStatus status, String line) {
    if (cause.compareAndSet(null, new RunEnd(status, line))) {
      cancellation.drain();
    }
  }

  private MoveReport report(SyncReport run, Duration took) {
    MoveCounts counts = figures.counts();
    StoreActivity activity =
        source.meter().equals(target.meter())
            ? source.activity()
            : source.activity().plus(target.activity());
    return new MoveReport(run.withMore(endOf(run, counts), took, activity), counts);
  }

  private RunEnd endOf(SyncReport run, MoveCounts counts) {
    RunEnd known = cause.get();
    if (known != null) {
      return known;
    }
    if (run.end().reason() != null || !hasAll(run)) {
      return run.end();
    }
    if (!cancellation.isRunning()) {
      return new RunEnd(RunStatus.INTERRUPTED, null);
    }
    boolean isPartial = counts.leftCount() + counts.failed() + counts.notAttempted() > 0;
    return new RunEnd(isPartial ? RunStatus.PARTIAL : RunStatus.OK, null);
  }
}
