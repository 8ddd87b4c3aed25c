package dev.sluice.care.move;

import dev.sluice.care.ChangeList.Change;
import dev.sluice.care.move.MoveOutcome.Failed;
import dev.sluice.care.move.MoveOutcome.Left;
import dev.sluice.care.move.MoveOutcome.Moved;
import dev.sluice.care.move.MoveOutcome.Why;
import dev.sluice.model.Entry;
import dev.sluice.store.StoreException;
import dev.sluice.store.Takeaway;
import dev.sluice.store.Versions.Deletion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Removes entries from the source, and writes down which. Thread-safe; blocks its caller.
///
/// @param takeaway by which
/// @param notes gets what was removed; null where that is not kept
record Removing(Takeaway takeaway, @Nullable RemovalList notes) {

  /// Removes each that still is what was looked at.
  ///
  /// @param candidates at most as many as the source removes at once
  /// @return one outcome each, in their order
  /// @throws StoreException if the whole call failed, so that nothing is known of any
  List<MoveOutcome> remove(List<Candidate> candidates) throws StoreException, InterruptedException {
    if (notes != null) {
      notes.list().requireSound();
    }
    List<Deletion> deletions = takeaway.remove(candidates.stream().map(Candidate::seen).toList());
    List<MoveOutcome> outcomes = new ArrayList<>(candidates.size());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Entry source = candidates.get(i).source();
      switch (deletions.get(i)) {
        case Deletion.Gone(var marker) -> {
          outcomes.add(new Moved(source, marker));
          changes.add(change(source, marker));
        }
        case Deletion.Failed(var error) -> outcomes.add(notRemoved(source, error));
      }
    }
    if (notes != null) {
      notes.list().add(changes);
    }
    return outcomes;
  }

  private Change change(Entry source, @Nullable String marker) {
    return new Change(
        notes == null ? source.key().value() : notes.wholeKey().apply(source.key()),
        null,
        false,
        source.sizeBytes(),
        source.etag(),
        source.modifiedTime(),
        source.storageClass(),
        marker);
  }

  private static MoveOutcome notRemoved(Entry source, StoreException error) {
    return switch (error.kind()) {
      case CONFLICT, CHANGED -> new Left(source, Why.CHANGED);
      case LOCKED -> new Left(source, Why.LOCKED);
      default -> new Failed(source, error);
    };
  }
}
