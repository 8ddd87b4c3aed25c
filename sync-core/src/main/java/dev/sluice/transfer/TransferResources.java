package dev.sluice.transfer;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.Time;

/// What all transfers of a run share.
///
/// @param memory bounds the bytes held in memory
/// @param rate bounds the bytes a second
/// @param cpu where hashing runs
/// @param partsAtOnce how many parts of one entry are under way at once, at least 1
/// @param time the clock
public record TransferResources(
    BytePermits memory, RateLimit rate, BlockingIo cpu, int partsAtOnce, Time time) {}
