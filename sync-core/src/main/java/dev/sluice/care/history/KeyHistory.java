package dev.sluice.care.history;

import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All versions and delete markers of a key on both sides, the oldest first.
///
/// @param from those of the bucket that is copied; empty where it has none
/// @param to those of the copy, but for the twins
/// @param twins of the copy, those that stand behind, each as the one before it: a request that was
///   sent again because its answer was lost has made them
record KeyHistory(
    Key key, List<ObjectVersion> from, List<ObjectVersion> to, List<ObjectVersion> twins) {

  /// Copies all.
  KeyHistory {
    from = List.copyOf(from);
    to = List.copyOf(to);
    twins = List.copyOf(twins);
  }

  /// As it was listed.
  KeyHistory(Key key, List<ObjectVersion> from, List<ObjectVersion> to) {
    this(key, from, to, List.of());
  }

  /// What the copy lacks, if what it has are the first of the others.
  List<ObjectVersion> missing() {
    return from.subList(to.size(), from.size());
  }

  /// The same with the last of the copy taken for a twin.
  ///
  /// @return null where it is none
  @Nullable KeyHistory withTwin() {
    int size = to.size();
    if (size < 2 || !isTwin(to.get(size - 1), to.get(size - 2))) {
      return null;
    }
    List<ObjectVersion> more = new ArrayList<>(twins);
    more.addFirst(to.getLast());
    return new KeyHistory(key, from, to.subList(0, size - 1), more);
  }

  /// Whether one request may have made both.
  static boolean isTwin(ObjectVersion one, ObjectVersion other) {
    if (one.isDeleteMarker() || other.isDeleteMarker()) {
      return one.isDeleteMarker() && other.isDeleteMarker();
    }
    return one.sizeBytes() == other.sizeBytes()
        && one.etag() != null
        && one.etag().equals(other.etag());
  }
}
