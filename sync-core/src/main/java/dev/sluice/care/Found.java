package dev.sluice.care;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How much was found.
///
/// @param objects objects, or versions of objects
/// @param markers delete markers
/// @param bytes the lengths of all together
/// @param leftOut what was listed and is not meant
/// @param oldest when the oldest was written; null where there is none
/// @param newest when the newest was written; null where there is none
public record Found(
    long objects,
    long markers,
    long bytes,
    long leftOut,
    @Nullable Instant oldest,
    @Nullable Instant newest) {

  /// All that is meant.
  public long total() {
    return objects + markers;
  }
}
