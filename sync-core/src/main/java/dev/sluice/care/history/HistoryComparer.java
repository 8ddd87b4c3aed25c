package dev.sluice.care.history;

import dev.sluice.care.history.HistoryState.Ahead;
import dev.sluice.care.history.HistoryState.Behind;
import dev.sluice.care.history.HistoryState.Doubled;
import dev.sluice.care.history.HistoryState.Other;
import dev.sluice.model.Checksum;
import dev.sluice.model.ObjectVersion;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Tells how far a key's history has been copied: version by version, by length and ETag, and where
/// ETags differ, as those of copies of what was written in parts do, by the checksums that the
/// service has of both. Thread-safe; blocks its caller.
///
/// @param from the bucket that is copied
/// @param to the copy
record HistoryComparer(Versions from, Versions to) {

  HistoryState compare(KeyHistory history) throws StoreException, InterruptedException {
    HistoryState listed = asListed(history);
    if (!isBeginning(listed)) {
      for (KeyHistory less = history.withTwin(); less != null; less = less.withTwin()) {
        if (isBeginning(asListed(less))) {
          return new Doubled(less, listed);
        }
      }
    }
    return listed;
  }

  private static boolean isBeginning(HistoryState state) {
    return switch (state) {
      case HistoryState.Complete _, Behind _ -> true;
      case Ahead _, Doubled _, Other _ -> false;
    };
  }

  private HistoryState asListed(KeyHistory history) throws StoreException, InterruptedException {
    List<ObjectVersion> old = history.from();
    List<ObjectVersion> copies = history.to();
    int alike = 0;
    String difference = null;
    while (alike < Math.min(old.size(), copies.size()) && difference == null) {
      difference = difference(old.get(alike), copies.get(alike));
      alike += difference == null ? 1 : 0;
    }
    if (alike == copies.size() && !old.isEmpty()) {
      int missing = old.size() - alike;
      return missing == 0 ? HistoryState.COMPLETE : new Behind(missing);
    }
    if (copies.size() > old.size() && isWithin(old, copies)) {
      return new Ahead(copies.size() - old.size());
    }
    return new Other(
        "version "
            + (alike + 1)
            + ", counted from the oldest: "
            + (difference == null ? "the copy has more" : difference));
  }

  /// Whether one is the other but for what was left out.
  private boolean isWithin(List<ObjectVersion> some, List<ObjectVersion> all)
      throws StoreException, InterruptedException {
    int found = 0;
    for (ObjectVersion each : all) {
      if (found < some.size() && difference(some.get(found), each) == null) {
        found++;
      }
    }
    return found == some.size();
  }

  /// @return null where both are the same
  private @Nullable String difference(ObjectVersion one, ObjectVersion copy)
      throws StoreException, InterruptedException {
    if (isOneVersion(one, copy)) {
      return "it is the same version: both names seem to be one bucket's";
    }
    if (one.isDeleteMarker() != copy.isDeleteMarker()) {
      return "one is a delete marker and the other is not";
    }
    if (one.isDeleteMarker() || isSameByETag(one, copy)) {
      return null;
    }
    if (one.sizeBytes() != copy.sizeBytes()) {
      return "it has " + one.sizeBytes() + " bytes, and the copy " + copy.sizeBytes();
    }
    List<Checksum> sums = to.checksums(copy);
    if (!sums.isEmpty() && from.checksums(one).stream().anyMatch(sums::contains)) {
      return null;
    }
    return "its ETag is another, and no checksum says that the content is the same";
  }

  /// Two buckets do not give the same ids, but for what was written while they kept no versions.
  private static boolean isOneVersion(ObjectVersion one, ObjectVersion other) {
    return one.id().equals(other.id()) && one.modifiedTime().equals(other.modifiedTime());
  }

  private static boolean isSameByETag(ObjectVersion one, ObjectVersion copy) {
    String etag = one.etag();
    String other = copy.etag();
    return one.sizeBytes() == copy.sizeBytes()
        && etag != null
        && other != null
        && etag.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
