package dev.sluice.model;

import java.time.Instant;

/// What a file system says of a file that changes with its content. Two stamps that are equal mean
/// the same content, as far as the file system keeps its word.
///
/// @param sizeBytes the length
/// @param mtimeNanos when the content was last changed, in nanoseconds since 1970; programs set it
///   as they like
/// @param ctimeNanos when the file was last changed in any way, which programs cannot set; 0 where
///   the file system does not say
/// @param inode its number; 0 where the file system does not say
public record FileStamp(long sizeBytes, long mtimeNanos, long ctimeNanos, long inode) {

  private static final long NANOS_A_SECOND = 1_000_000_000;
  private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS_A_SECOND - 1;

  /// A text that is the same for equal stamps alone.
  public String text() {
    return sizeBytes + "/" + mtimeNanos + "/" + ctimeNanos + "/" + inode;
  }

  /// Nanoseconds since 1970. What lies beyond the years 1677 to 2262 is the nearest of their ends:
  /// files do bear such times.
  public static long nanos(Instant time) {
    long seconds = Math.clamp(time.getEpochSecond(), -MOST_SECONDS, MOST_SECONDS);
    return seconds * NANOS_A_SECOND + (seconds == time.getEpochSecond() ? time.getNano() : 0);
  }
}
