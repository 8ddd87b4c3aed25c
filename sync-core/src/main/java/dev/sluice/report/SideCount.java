package dev.sluice.report;

/// What one side's listing gave.
///
/// @param entries files or objects listed
/// @param bytes their sizes together
/// @param leaps how often the listing passed over what nobody needed, unread and uncounted; where
///   it is 0, `entries` is all there is
/// @param prunedDirectories directories that were not entered because the filters leave nothing of
///   them; what is in them was not counted
public record SideCount(long entries, long bytes, long leaps, long prunedDirectories) {

  SideCount plus(SideCount other) {
    return new SideCount(
        entries + other.entries,
        bytes + other.bytes,
        leaps + other.leaps,
        prunedDirectories + other.prunedDirectories);
  }
}
