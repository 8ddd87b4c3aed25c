package dev.sluice.report;

/// What one side's listing gave.
///
/// @param entries files or objects listed
/// @param bytes their sizes together
/// @param leaps how often the listing passed over what nobody needed, unread and uncounted; where
///   it is 0, `entries` is all there is
public record SideCount(long entries, long bytes, long leaps) {}
