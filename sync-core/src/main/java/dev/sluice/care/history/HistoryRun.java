package dev.sluice.care.history;

import dev.sluice.care.CareRun.Surroundings;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.flow.system.SlowStart;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.listing.KeyWalk;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ObjectVersion;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Versions;
import dev.sluice.store.Versions.Deletion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Copies, compares or removes all histories of a bucket. Whatever it does, it lists both sides
/// whole first, and does nothing unless what it found allows it. Used once.
public final class HistoryRun {

  private static final int WAITING_IN_MEMORY = 10_000;
  private static final int REMOVALS_AT_ONCE = 16;

  /// The bucket that is copied, and its copy.
  public record Sides(Versions from, Versions to) {}

  /// How much is done at once.
  ///
  /// @param workers keys at once, at least 1
  /// @param listWorkers key ranges listed at once, at least 1
  /// @param removalBatch versions removed by one request
  /// @param temporaryFolder where what was found waits, if it is much
  public record Manner(int workers, int listWorkers, int removalBatch, Path temporaryFolder) {}

  private final Sides sides;
  private final Manner manner;
  private final HistoryObserver observer;
  private final Surroundings surroundings;
  private final Cancellation cancellation;
  private final HistoryComparer comparer;
  private final HistoryFigures figures = new HistoryFigures();
  private final AtomicReference<@Nullable RunEnd> cause = new AtomicReference<>();
  private final KeyWalk<HistoryFound> walk;

  /// @param observer is told what happens as it happens
  public HistoryRun(
      Sides sides, Manner manner, HistoryObserver observer, Surroundings surroundings) {
    this.sides = sides;
    this.manner = manner;
    this.observer = observer;
    this.surroundings = surroundings;
    this.cancellation = surroundings.cancellation();
    this.comparer = new HistoryComparer(sides.from(), sides.to());
    this.walk =
        new KeyWalk<>(KeyRange.all(), range -> new HistoryReader(range, sides.from(), sides.to()));
  }

  /// Compares both sides and changes nothing.
  ///
  /// @throws InterruptedException if the calling thread was interrupted
  public HistoryReport compare() throws InterruptedException {
    return run(() -> {
      survey((_, _) -> {});
      requireProven("differs");
    });
  }

  /// Makes what the copy lacks. Nothing is made if the copy has anything that is not the beginning
  /// of a history: it is another bucket then, or somebody writes there.
  ///
  /// @throws InterruptedException if the calling thread was interrupted
  public HistoryReport copy() throws InterruptedException {
    return run(() -> {
      try (Spool<KeyHistory> behind = spool(new HistoryCodec())) {
        survey((history, state) -> {
          switch (state) {
            case HistoryState.Behind _ -> behind.add(history);
            case HistoryState.Doubled(KeyHistory apart, _) -> behind.add(apart);
            case HistoryState.Complete _, HistoryState.Ahead _, HistoryState.Other _ -> {}
          }
        });
        behind.end();
        requireBeginning();
        // Twins where nothing is missing may as well be what a removal has left.
        if (mayGoOn() && figures.isUnfinished()) {
          HistoryCopy copy = new HistoryCopy(sides.from(), sides.to());
          grow(behind, history -> completed(history, copy));
        }
      }
    });
  }

  /// Removes all versions and markers of the bucket that is copied, if the copy has all of them;
  /// what was written since it was listed stays.
  ///
  /// @throws InterruptedException if the calling thread was interrupted
  public HistoryReport remove() throws InterruptedException {
    return run(() -> {
      try (Spool<ObjectVersion> first = spool(new VersionCodec());
          Spool<ObjectVersion> last = spool(new VersionCodec())) {
        survey((history, _) -> {
          for (ObjectVersion each : history.from()) {
            (each.isLatest() || each.isDeleteMarker() ? last : first).add(each);
          }
        });
        first.end();
        last.end();
        requireProven("nothing was removed: the copy differs");
        if (mayGoOn()) {
          removeAll(first);
          removeAll(last);
        }
      }
    });
  }

  private interface Body {
    void run() throws InterruptedException;
  }

  private HistoryReport run(Body body) throws InterruptedException {
    long begunNanos = surroundings.time().nanos();
    body.run();
    return new HistoryReport(
        end(),
        figures.counts(),
        figures.foreign(),
        figures.grown(),
        Duration.ofNanos(surroundings.time().nanos() - begunNanos));
  }

  private <T> Spool<T> spool(Spool.Codec<T> codec) {
    return new Spool<>(
        codec, WAITING_IN_MEMORY, manner.temporaryFolder(), surroundings.descriptors());
  }

  private interface Taker {
    void take(KeyHistory history, HistoryState state) throws SpoolException;
  }

  private void survey(Taker taker) throws InterruptedException {
    try (WorkerGroup listing = WorkerGroup.ofVirtual("sluice-list");
        Registration _ = cancellation.onDrain(walk::stop);
        Registration _ = cancellation.onStop(listing::interruptAll);
        Registration _ = cancellation.onAbandon(listing::abandon)) {
      for (int i = 0; i < manner.listWorkers(); i++) {
        listing.fork(() -> list(taker));
      }
      listing.join();
    }
  }

  private void list(Taker taker) throws InterruptedException {
    try {
      walk.<SpoolException>work(found -> {
        switch (found) {
          case HistoryFound.Hidden(var part) -> {
            figures.unlisted.increment();
            observer.unlisted(part);
          }
          case HistoryFound.Whole(KeyHistory history) -> found(history, taker);
        }
      });
    } catch (StoreException e) {
      end(RunStatus.of(e.kind()), e.getMessage());
    } catch (SpoolException e) {
      end(RunStatus.PARTIAL, String.valueOf(e.getMessage()));
    }
  }

  private void found(KeyHistory history, Taker taker) throws SpoolException, InterruptedException {
    HistoryState state;
    try {
      state = comparer.compare(history);
    } catch (StoreException e) {
      if (e.kind().concernsWholeRun()) {
        end(RunStatus.of(e.kind()), e.getMessage());
      }
      state = new HistoryState.Other(String.valueOf(e.getMessage()));
    }
    figures.keys.increment();
    figures.versions.add(history.from().size());
    count(state);
    observer.compared(
        history.key(),
        state instanceof HistoryState.Doubled(_, HistoryState otherwise) ? otherwise : state);
    taker.take(history, state);
  }

  private void count(HistoryState state) {
    switch (state) {
      case HistoryState.Complete _ -> figures.complete.increment();
      case HistoryState.Behind _ -> figures.behind.increment();
      case HistoryState.Ahead _ -> figures.ahead.increment();
      case HistoryState.Other _ -> figures.other.increment();
      case HistoryState.Doubled(_, HistoryState otherwise) -> {
        count(otherwise);
        (otherwise instanceof HistoryState.Ahead ? figures.doubledAhead : figures.doubledOther)
            .increment();
      }
    }
  }

  /// Whether both sides were listed to their ends.
  private boolean isWhole() {
    return walk.isComplete() && figures.unlisted.sum() == 0;
  }

  private boolean mayGoOn() {
    if (!isWhole()) {
      refuse(RunStatus.PARTIAL, "not all could be listed, so that nothing has been done");
    }
    return cause.get() == null && cancellation.isRunning();
  }

  private void requireBeginning() {
    long others = figures.foreign();
    if (isWhole() && others > 0) {
      refuse(
          RunStatus.GUARD_REFUSED,
          "nothing was copied: in "
              + others
              + " of "
              + figures.keys.sum()
              + " keys the copy has something else than the beginning of the history");
    }
  }

  private void requireProven(String what) {
    HistoryCounts counts = figures.counts();
    if (isWhole() && !counts.isProven()) {
      refuse(
          RunStatus.DIFFERENT,
          what + " in " + (counts.behind() + counts.other()) + " of " + counts.keys() + " keys");
    }
  }

  /// What is done about a key.
  private interface Work {
    void on(KeyHistory history) throws InterruptedException;
  }

  /// By workers of which there become more while that helps.
  private void grow(Spool<KeyHistory> from, Work work) throws InterruptedException {
    SlowStart size =
        new SlowStart(manner.workers(), surroundings.time(), surroundings.processors());
    try (WorkerGroup working = WorkerGroup.ofVirtual("sluice-history");
        Registration _ = cancellation.onDrain(from::discardRest);
        Registration _ = cancellation.onStop(working::interruptAll);
        Registration _ = cancellation.onAbandon(working::abandon)) {
      add(size.size(), working, from, work, size);
      working.join();
    }
  }

  private void add(
      int count, WorkerGroup working, Spool<KeyHistory> from, Work work, SlowStart size) {
    for (int i = 0; i < count; i++) {
      working.fork(() -> {
        KeyHistory history;
        while ((history = next(from)) != null) {
          long begunNanos = surroundings.time().nanos();
          work.on(history);
          size.ended(Duration.ofNanos(surroundings.time().nanos() - begunNanos));
          if (size.isDue() && from.size() > 0) {
            add(size.grow(), working, from, work, size);
          }
        }
      });
    }
  }

  private <T> @Nullable T next(Spool<T> from) throws InterruptedException {
    if (!cancellation.isRunning()) {
      return null;
    }
    try {
      return from.take();
    } catch (SpoolException e) {
      end(RunStatus.PARTIAL, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private void completed(KeyHistory history, HistoryCopy copy) throws InterruptedException {
    try {
      int made = copy.complete(history);
      figures.made.add(made);
      observer.completed(history.key(), made);
    } catch (StoreException e) {
      figures.failed.increment();
      observer.failed(history.key(), e);
      if (e.kind().concernsWholeRun()) {
        end(RunStatus.of(e.kind()), e.getMessage());
      }
    } catch (InterruptedException e) {
      if (cancellation.isRunning()) {
        throw e;
      } // else the run is ending, and the next one goes on
    }
  }

  private void removeAll(Spool<ObjectVersion> from) throws InterruptedException {
    try (WorkerGroup working = WorkerGroup.ofVirtual("sluice-history");
        Registration _ = cancellation.onDrain(from::discardRest);
        Registration _ = cancellation.onStop(working::interruptAll);
        Registration _ = cancellation.onAbandon(working::abandon)) {
      for (int i = 0; i < REMOVALS_AT_ONCE; i++) {
        working.fork(() -> removeBatches(from));
      }
      working.join();
    }
  }

  private void removeBatches(Spool<ObjectVersion> from) throws InterruptedException {
    List<ObjectVersion> batch = new ArrayList<>();
    do {
      batch.clear();
      ObjectVersion next;
      while (batch.size() < manner.removalBatch() && (next = next(from)) != null) {
        batch.add(next);
      }
      if (!batch.isEmpty()) {
        removeBatch(List.copyOf(batch));
      }
    } while (!batch.isEmpty());
  }

  private void removeBatch(List<ObjectVersion> batch) throws InterruptedException {
    try {
      List<Deletion> deletions = sides.from().deleteVersions(batch);
      for (int i = 0; i < batch.size(); i++) {
        switch (deletions.get(i)) {
          case Deletion.Gone _ -> {
            figures.removed.increment();
            observer.removed(batch.get(i));
          }
          case Deletion.Failed(var error) -> failed(batch.get(i), error);
        }
      }
    } catch (StoreException e) {
      batch.forEach(each -> failed(each, e));
    } catch (InterruptedException e) {
      if (cancellation.isRunning()) {
        throw e;
      }
    }
  }

  private void failed(ObjectVersion version, StoreException error) {
    figures.failed.increment();
    observer.failed(version.key(), error);
    if (error.kind().concernsWholeRun() || error.kind() == Kind.DENIED) {
      end(RunStatus.of(error.kind()), error.getMessage());
    }
  }

  /// What was found does not allow what was asked for: other runs may follow.
  private void refuse(RunStatus status, String line) {
    cause.compareAndSet(null, new RunEnd(status, line));
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
    return new RunEnd(figures.failed.sum() > 0 ? RunStatus.PARTIAL : RunStatus.OK, null);
  }
}
