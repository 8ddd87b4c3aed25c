package dev.sluice.listing;

/// How much there is.
///
/// @param objects files, or objects as whoever asks for their keys gets them
/// @param bytes their sizes together
/// @param earlierVersions versions of objects that others have replaced, or delete markers hide
/// @param earlierBytes their sizes together
/// @param deleteMarkers latest ones and others
public record Usage(
    long objects, long bytes, long earlierVersions, long earlierBytes, long deleteMarkers) {

  /// Nothing at all.
  public static final Usage NOTHING = new Usage(0, 0, 0, 0, 0);

  /// What a listing without versions has counted.
  public static Usage of(long objects, long bytes) {
    return new Usage(objects, bytes, 0, 0, 0);
  }

  /// Both together.
  public Usage plus(Usage other) {
    return new Usage(
        objects + other.objects,
        bytes + other.bytes,
        earlierVersions + other.earlierVersions,
        earlierBytes + other.earlierBytes,
        deleteMarkers + other.deleteMarkers);
  }
}
