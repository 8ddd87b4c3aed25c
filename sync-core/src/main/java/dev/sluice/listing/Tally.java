package dev.sluice.listing;

import dev.sluice.model.Entry;
import dev.sluice.model.Listed;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;

/// Counts what is listed, one by one. Used by one thread at a time.
public final class Tally {

  private long objects;
  private long bytes;
  private long earlierVersions;
  private long earlierBytes;
  private long deleteMarkers;

  /// Counts an entry; nothing else has a size.
  public void entry(Listed listed) {
    if (listed instanceof Entry entry) {
      objects++;
      bytes += entry.sizeBytes();
    }
  }

  /// Counts a version or a delete marker.
  public void version(ListedVersion listed) {
    if (listed instanceof ObjectVersion version) {
      if (version.isDeleteMarker()) {
        deleteMarkers++;
      } else if (version.isLatest()) {
        objects++;
        bytes += version.sizeBytes();
      } else {
        earlierVersions++;
        earlierBytes += version.sizeBytes();
      }
    }
  }

  /// What was counted so far.
  public Usage usage() {
    return new Usage(objects, bytes, earlierVersions, earlierBytes, deleteMarkers);
  }

  /// What was counted since the last time, which is counted no more.
  Usage take() {
    Usage taken = usage();
    objects = 0;
    bytes = 0;
    earlierVersions = 0;
    earlierBytes = 0;
    deleteMarkers = 0;
    return taken;
  }
}
