package dev.sluice.care.history;

/// What a run over the histories of two buckets came to.
///
/// @param keys how many keys there are on either side
/// @param versions versions and delete markers of the bucket that is copied
/// @param complete keys whose history the copy has, and nothing else
/// @param behind keys of which it lacks something
/// @param ahead keys of which it has all and more
/// @param other keys of which it has something else
/// @param unlisted parts that could not be listed
/// @param made versions and markers that were made in the copy
/// @param removed versions and markers that were removed from the bucket that is copied
/// @param failed keys, or in a removal versions, that failed
public record HistoryCounts(
    long keys,
    long versions,
    long complete,
    long behind,
    long ahead,
    long other,
    long unlisted,
    long made,
    long removed,
    long failed) {

  /// Whether the copy has all histories.
  public boolean isProven() {
    return behind + other + unlisted == 0;
  }
}
