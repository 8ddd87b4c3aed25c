package dev.sluice.care;

import dev.sluice.care.ChangeList.Line;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import dev.sluice.store.Versions.Deletion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Removes the delete markers that a removal has made, and no others: each by its id, which no
/// other version of the key ever gets. What they hide is seen again, unless somebody has written
/// the key since. Used once.
public final class Undeletion {

  private static final String REUSED_ID =
      "its marker has no id of its own, since the bucket's versions are suspended, and may be an"
          + " object by now";

  /// What a list holds.
  ///
  /// @param markers delete markers that can be removed
  /// @param goneForGood what no marker hides
  /// @param torn lines of which only the beginning was written
  public record Content(long markers, long goneForGood, long torn) {}

  /// Finds the versions of a bucket.
  @FunctionalInterface
  public interface Opener {
    /// The versions of a bucket, by whole keys.
    Versions versionsOf(String bucket) throws StoreException;
  }

  private final Path list;
  private final Opener buckets;
  private final int batch;
  private final boolean isRehearsal;
  private final CareObserver observer;
  private final Cancellation cancellation;
  private final CareFigures figures = new CareFigures();

  /// @param list what a removal has written
  /// @param batch how many markers at once, at least 1
  /// @param isRehearsal whether only to say what would be done
  /// @param observer is told what happens as it happens
  public Undeletion(
      Path list,
      Opener buckets,
      int batch,
      boolean isRehearsal,
      CareObserver observer,
      Cancellation cancellation) {
    this.list = list;
    this.buckets = buckets;
    this.batch = batch;
    this.isRehearsal = isRehearsal;
    this.observer = observer;
    this.cancellation = cancellation;
  }

  /// Reads a list through.
  ///
  /// @throws UsageException if it is none
  public static Content look(Path list) throws UsageException {
    long markers = 0;
    long goneForGood = 0;
    try (ChangeListReader lines = ChangeListReader.of(list)) {
      Line line;
      while ((line = lines.next()) != null) {
        if (line.change().marker() == null) {
          goneForGood++;
        } else {
          markers++;
        }
      }
      return new Content(markers, goneForGood, lines.torn());
    }
  }

  /// Does it, as far as it is not asked to end.
  ///
  /// @param activity tells what it has cost
  /// @throws UsageException if the list is none
  public CareReport execute(Time time, Supplier<StoreActivity> activity)
      throws UsageException, InterruptedException {
    long begunNanos = time.nanos();
    observer.started(figures);
    RunEnd end = null;
    try (ChangeListReader lines = ChangeListReader.of(list)) {
      Markers next = new Markers();
      Line line;
      while (cancellation.isRunning() && (line = lines.next()) != null) {
        if (!next.takes(line)) {
          next.remove();
        }
        next.add(line);
      }
      next.remove();
    } catch (StoreException e) {
      end = new RunEnd(RunStatus.of(e.kind()), e.getMessage());
    }
    return new CareReport(
        end == null ? end() : end,
        figures.found(),
        figures.counts(),
        0,
        end == null && cancellation.isRunning(),
        Duration.ofNanos(time.nanos() - begunNanos),
        activity.get());
  }

  private RunEnd end() {
    if (!cancellation.isRunning()) {
      return new RunEnd(RunStatus.INTERRUPTED, null);
    }
    CareCounts counts = figures.counts();
    boolean isPartial = counts.failed() + counts.left() > 0;
    return new RunEnd(isPartial ? RunStatus.PARTIAL : RunStatus.OK, null);
  }

  /// Markers of one bucket that are removed together.
  private final class Markers {
    private final List<ObjectVersion> markers = new ArrayList<>();
    private @Nullable String bucket;

    boolean takes(Line line) {
      return markers.size() < batch && (bucket == null || bucket.equals(line.bucket()));
    }

    void add(Line line) {
      String id = line.change().marker();
      if (id == null) {
        return;
      }
      bucket = line.bucket();
      ObjectVersion marker =
          new ObjectVersion(
              Key.of(line.change().key()),
              id,
              true,
              true,
              0,
              line.change().modifiedTime(),
              null,
              null,
              null);
      figures.found(new Subject.Version(marker));
      if (marker.isReplaceable()) {
        ended(new CareOutcome.Left(new Subject.Version(marker), REUSED_ID));
      } else {
        markers.add(marker);
      }
    }

    void remove() throws StoreException, InterruptedException {
      if (markers.isEmpty() || bucket == null) {
        bucket = null;
        return;
      }
      boolean isDone = false;
      try {
        List<Deletion> deletions =
            isRehearsal
                ? markers.stream().<Deletion>map(_ -> new Deletion.Gone(null)).toList()
                : buckets.versionsOf(bucket).deleteVersions(List.copyOf(markers));
        isDone = true;
        for (int i = 0; i < markers.size(); i++) {
          ended(outcome(new Subject.Version(markers.get(i)), deletions.get(i)));
        }
      } finally {
        if (!isDone) {
          figures.notAttempted(markers.size());
        }
        markers.clear();
        bucket = null;
      }
    }

    private CareOutcome outcome(Subject subject, Deletion deletion) {
      return switch (deletion) {
        case Deletion.Gone _ -> new CareOutcome.Done(subject, "brought back");
        case Deletion.Failed(var error) -> new CareOutcome.Failed(subject, error);
      };
    }

    private void ended(CareOutcome outcome) {
      figures.ended(outcome);
      observer.outcome(outcome);
    }
  }
}
