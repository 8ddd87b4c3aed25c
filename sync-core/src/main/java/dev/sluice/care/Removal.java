package dev.sluice.care;

import dev.sluice.care.ChangeList.Change;
import dev.sluice.model.Entry;
import dev.sluice.model.ObjectVersion;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import dev.sluice.store.Versions.Deletion;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Removes objects, or versions and delete markers for good. What has been replaced since it was
/// listed is left, and so is what is locked. What is the latest of its key goes last, and so do
/// markers: nothing older is seen in between, nor if the run is interrupted.
public final class Removal implements CareTask {

  private static final String REPLACED = "it has been replaced since it was listed";
  private static final String LOCKED = "a retention period or a legal hold protects it";

  private final Versions versions;
  private final int batch;
  private final boolean isRehearsal;
  private final @Nullable ChangeList list;
  private final LongAdder hidden = new LongAdder();

  /// @param versions by which it deletes
  /// @param batch how many at once, at least 1
  /// @param isRehearsal whether only to say what would be removed
  /// @param list gets what was removed; null where that is not kept
  public Removal(Versions versions, int batch, boolean isRehearsal, @Nullable ChangeList list) {
    this.versions = versions;
    this.batch = batch;
    this.isRehearsal = isRehearsal;
    this.list = list;
  }

  /// How many of those that were removed are but hidden by a delete marker.
  public long hidden() {
    return hidden.sum();
  }

  @Override
  public int batch() {
    return batch;
  }

  @Override
  public boolean comesLast(Subject subject) {
    return switch (subject) {
      case Subject.Current _ -> false;
      case Subject.Version(ObjectVersion found) -> found.isLatest() || found.isDeleteMarker();
    };
  }

  @Override
  public boolean mustDoAll() {
    return true;
  }

  @Override
  public List<CareOutcome> carryOut(List<Subject> subjects)
      throws StoreException, InterruptedException {
    if (isRehearsal) {
      return subjects.stream()
          .<CareOutcome>map(subject -> new CareOutcome.Done(subject, "would be removed"))
          .toList();
    }
    if (list != null) {
      list.requireSound();
    }
    List<Entry> entries = new ArrayList<>();
    List<ObjectVersion> found = new ArrayList<>();
    for (Subject subject : subjects) {
      switch (subject) {
        case Subject.Current(Entry entry) -> entries.add(entry);
        case Subject.Version(ObjectVersion version) -> found.add(version);
      }
    }
    if (!entries.isEmpty() && !found.isEmpty()) {
      throw new IllegalArgumentException("a run finds objects or versions");
    }
    return outcomes(
        subjects,
        found.isEmpty() ? versions.deleteLatest(entries) : versions.deleteVersions(found));
  }

  private List<CareOutcome> outcomes(List<Subject> subjects, List<Deletion> deletions) {
    List<CareOutcome> outcomes = new ArrayList<>(subjects.size());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      Subject subject = subjects.get(i);
      switch (deletions.get(i)) {
        case Deletion.Gone(var marker) -> {
          if (marker != null) {
            hidden.increment();
          }
          outcomes.add(
              new CareOutcome.Done(
                  subject, marker == null ? "removed" : "hidden by delete marker " + marker));
          changes.add(Change.removed(subject, marker));
        }
        case Deletion.Failed(var error) -> outcomes.add(notRemoved(subject, error));
      }
    }
    if (list != null) {
      list.add(changes);
    }
    return outcomes;
  }

  private static CareOutcome notRemoved(Subject subject, StoreException error) {
    return switch (error.kind()) {
      case CONFLICT, CHANGED -> new CareOutcome.Left(subject, REPLACED);
      case LOCKED -> new CareOutcome.Left(subject, LOCKED);
      default -> new CareOutcome.Failed(subject, error);
    };
  }
}
