package dev.sluice.model.stat;

/// The parts that an object was written in.
///
/// @param count how many
/// @param firstBytes the length of the first, which all but the last share as a rule
public record WrittenParts(int count, long firstBytes) {}
