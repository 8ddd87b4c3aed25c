package dev.sluice.care;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.flow.system.SlowStart;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Finds objects or versions and does something to each, by workers, of which there become more
/// while that helps. Where somebody is to approve, all is found before anything is done; where not,
/// both go on side by side. What [CareTask#comesLast] waits until all else is done. Used once.
public final class CareRun {

  /// So many refusals before anything has succeeded mean that nothing will.
  private static final int DENIALS_THAT_MEAN_ALL = 16;

  private static final int FOUND_IN_MEMORY = 10_000;

  private final CareRequest request;
  private final CareTask task;
  private final @Nullable Approval approval;
  private final CareObserver observer;
  private final Cancellation cancellation;
  private final Time time;
  private final ProcessorLoad processors;
  private final Spool<Subject> first;
  private final Spool<Subject> last;
  private final CareFigures figures = new CareFigures();
  private final AtomicReference<@Nullable RunEnd> cause = new AtomicReference<>();
  private final AtomicInteger denials = new AtomicInteger();

  /// What runs are given by their surroundings.
  ///
  /// @param time the clock
  /// @param processors tells whether more requests at once would find a processor
  /// @param descriptors by which the file is opened in which waits what does not fit into memory
  /// @param cancellation by which another thread may ask for the end
  public record Surroundings(
      Time time, ProcessorLoad processors, Descriptors descriptors, Cancellation cancellation) {}

  /// @param request what is to be found
  /// @param task what is done to it
  /// @param approval is asked when all is found; null where nobody need be
  /// @param observer is told what happens as it happens
  public CareRun(
      CareRequest request,
      CareTask task,
      @Nullable Approval approval,
      CareObserver observer,
      Surroundings surroundings) {
    this.request = request;
    this.task = task;
    this.approval = approval;
    this.observer = observer;
    this.cancellation = surroundings.cancellation();
    this.time = surroundings.time();
    this.processors = surroundings.processors();
    this.first = spool(request, surroundings);
    this.last = spool(request, surroundings);
  }

  private static Spool<Subject> spool(CareRequest request, Surroundings surroundings) {
    return new Spool<>(
        new SubjectCodec(), FOUND_IN_MEMORY, request.temporaryFolder(), surroundings.descriptors());
  }

  /// Does it all.
  ///
  /// Failures of objects, of listings and of the whole store are all in the report; this method
  /// does not throw them.
  ///
  /// @throws InterruptedException if the calling thread was interrupted
  public CareReport execute() throws InterruptedException {
    long begunNanos = time.nanos();
    observer.started(figures);
    Finding finding = new Finding(request, this::accept, this::failed);
    try (first;
        last) {
      if (approval == null) {
        findAndWork(finding);
        work(last);
      } else {
        find(finding);
        if (isApproved(approval, finding)) {
          work(first);
          work(last);
        }
      }
      figures.notAttempted(first.size() + last.size());
    }
    return new CareReport(
        end(),
        figures.found(),
        figures.counts(),
        figures.unlistedParts(),
        finding.isComplete(),
        Duration.ofNanos(time.nanos() - begunNanos),
        request.store().activity());
  }

  private void accept(Finding.Result result) throws SpoolException {
    switch (result) {
      case Finding.Result.Meant(Subject subject) when !task.isAbout(subject) -> {}
      case Finding.Result.Meant(Subject subject) -> {
        figures.found(subject);
        boolean isAdded = false;
        try {
          (task.comesLast(subject) ? last : first).add(subject);
          isAdded = true;
        } finally {
          if (!isAdded) {
            figures.notAttempted(1);
          }
        }
      }
      case Finding.Result.NotMeant _ -> figures.leftOut();
      case Finding.Result.Hidden(var part) -> {
        figures.unlisted();
        observer.unlisted(part);
      }
    }
  }

  private boolean isApproved(Approval by, Finding finding) throws InterruptedException {
    if (!cancellation.isRunning()) {
      return false;
    }
    if (!finding.isComplete() || figures.unlistedParts() > 0) {
      cause.compareAndSet(
          null,
          new RunEnd(RunStatus.PARTIAL, "not all could be listed, so that nothing has been done"));
      return false;
    }
    String refusal = figures.found().total() == 0 ? null : by.refusal(figures.found());
    if (refusal != null) {
      cause.compareAndSet(null, new RunEnd(RunStatus.GUARD_REFUSED, refusal));
    }
    return refusal == null;
  }

  private void find(Finding finding) throws InterruptedException {
    try (WorkerGroup listing = WorkerGroup.ofVirtual("sluice-list");
        Registration _ = cancellation.onDrain(finding::stop);
        Registration _ = cancellation.onStop(listing::interruptAll);
        Registration _ = cancellation.onAbandon(listing::abandon)) {
      finding.start(listing);
      listing.join();
    }
    ended(finding);
  }

  private void ended(Finding finding) {
    if (finding.isComplete()) {
      figures.listed();
    }
    first.end();
    last.end();
  }

  private void work(Spool<Subject> from) throws InterruptedException {
    if (from.size() == 0) {
      return;
    }
    try (WorkerGroup working = WorkerGroup.ofVirtual("sluice-care");
        Registration _ = cancellation.onDrain(from::discardRest);
        Registration _ = cancellation.onStop(working::interruptAll);
        Registration _ = cancellation.onAbandon(working::abandon)) {
      start(working, from);
      working.join();
    }
  }

  private void findAndWork(Finding finding) throws InterruptedException {
    try (WorkerGroup working = WorkerGroup.ofVirtual("sluice-care");
        Registration _ = cancellation.onDrain(first::discardRest);
        Registration _ = cancellation.onStop(working::interruptAll);
        Registration _ = cancellation.onAbandon(working::abandon)) {
      start(working, first);
      find(finding);
      working.join();
    }
  }

  private void start(WorkerGroup working, Spool<Subject> from) {
    SlowStart size = new SlowStart(request.workers(), time, processors);
    add(size.size(), working, from, size);
  }

  private void add(int count, WorkerGroup working, Spool<Subject> from, SlowStart size) {
    for (int i = 0; i < count; i++) {
      working.fork(() -> workerLife(working, from, size));
    }
  }

  private void workerLife(WorkerGroup working, Spool<Subject> from, SlowStart size)
      throws InterruptedException {
    List<Subject> batch = new ArrayList<>();
    while (cancellation.isRunning() && take(from, batch)) {
      long begunNanos = time.nanos();
      List<CareOutcome> outcomes = carryOut(batch);
      if (outcomes.isEmpty()) {
        return;
      }
      size.ended(Duration.ofNanos(time.nanos() - begunNanos));
      record(outcomes);
      if (size.isDue() && from.size() > 0 && request.store().activity().throttled() == 0) {
        add(size.grow(), working, from, size);
      }
    }
  }

  /// Fills a batch with what is there, waiting for the first alone.
  ///
  /// @return whether there is any
  private boolean take(Spool<Subject> from, List<Subject> batch) throws InterruptedException {
    batch.clear();
    try {
      Subject next = from.take();
      while (next != null) {
        batch.add(next);
        next = batch.size() < task.batch() ? from.poll() : null;
      }
    } catch (SpoolException e) {
      failed(e);
      figures.notAttempted(batch.size());
      batch.clear();
    }
    return !batch.isEmpty();
  }

  /// @return nothing where the run is ending, and the batch is counted as not attempted
  private List<CareOutcome> carryOut(List<Subject> batch) throws InterruptedException {
    boolean isDone = false;
    try {
      List<CareOutcome> outcomes = outcomes(batch);
      isDone = true;
      return outcomes;
    } catch (InterruptedException e) {
      if (cancellation.isRunning()) {
        throw e;
      }
      return List.of(); // it paused before it asked again, and was not to
    } finally {
      if (!isDone) {
        figures.notAttempted(batch.size());
      }
    }
  }

  private List<CareOutcome> outcomes(List<Subject> batch) throws InterruptedException {
    StoreException failure;
    try {
      return task.carryOut(List.copyOf(batch));
    } catch (StoreException e) {
      failure = e;
    } catch (RuntimeException e) {
      // A bug, but one batch's: it must not take a million others with it, and must not be lost.
      failure = new StoreException(Kind.OTHER, "internal error: " + e, e);
    }
    StoreException of = failure;
    return batch.stream().<CareOutcome>map(subject -> new CareOutcome.Failed(subject, of)).toList();
  }

  private void record(List<CareOutcome> outcomes) {
    boolean isAnyGood = outcomes.stream().anyMatch(CareRun::isGood);
    if (isAnyGood) {
      denials.set(Integer.MIN_VALUE / 2); // whatever else the batch was denied
    }
    outcomes.forEach(this::record);
  }

  private static boolean isGood(CareOutcome outcome) {
    return switch (outcome) {
      case CareOutcome.Done _, CareOutcome.AsItIs _ -> true;
      case CareOutcome.Left _, CareOutcome.Failed _ -> false;
    };
  }

  private void record(CareOutcome outcome) {
    figures.ended(outcome);
    observer.outcome(outcome);
    switch (outcome) {
      case CareOutcome.Failed(_, StoreException error) when error.kind().concernsWholeRun() ->
          failed(error);
      case CareOutcome.Failed(_, StoreException error) when error.kind() == Kind.DENIED -> {
        if (denials.incrementAndGet() == DENIALS_THAT_MEAN_ALL) {
          end(RunStatus.NOT_PERMITTED, error.getMessage());
        }
      }
      case CareOutcome.Failed _, CareOutcome.Left _, CareOutcome.Done _, CareOutcome.AsItIs _ -> {}
    }
  }

  private void failed(Exception e) {
    if (e instanceof StoreException failure) {
      end(RunStatus.of(failure.kind()), failure.getMessage());
    } else {
      end(RunStatus.PARTIAL, String.valueOf(e.getMessage()));
    }
  }

  private void end(RunStatus status, String line) {
    if (cause.compareAndSet(null, new RunEnd(status, line))) {
      cancellation.drain();
    }
  }

  private RunEnd end() {
    RunEnd known = cause.get();
    if (known != null) {
      return known;
    }
    if (!cancellation.isRunning()) {
      return new RunEnd(RunStatus.INTERRUPTED, null);
    }
    CareCounts counts = figures.counts();
    boolean isPartial =
        counts.failed() > 0
            || (counts.left() > 0 && task.mustDoAll())
            || figures.unlistedParts() > 0;
    return new RunEnd(isPartial ? RunStatus.PARTIAL : RunStatus.OK, null);
  }
}
