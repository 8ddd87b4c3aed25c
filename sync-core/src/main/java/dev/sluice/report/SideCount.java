package dev.sluice.report;

/// What one side's listing gave.
///
/// @param entries files or objects listed
/// @param bytes their sizes together
public record SideCount(long entries, long bytes) {}
