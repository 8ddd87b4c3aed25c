package dev.sluice.model.stat;

import dev.sluice.model.ObjectVersion;
import java.util.List;

/// The versions of one key.
///
/// @param versions how many, without delete markers
/// @param bytes their sizes together
/// @param deleteMarkers how many
/// @param isAll whether there are no more
/// @param latest the latest of both, the latest first
public record KeyVersions(
    long versions, long bytes, long deleteMarkers, boolean isAll, List<ObjectVersion> latest) {

  /// Copies the list.
  public KeyVersions {
    latest = List.copyOf(latest);
  }
}
