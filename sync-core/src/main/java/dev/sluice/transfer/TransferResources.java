package dev.sluice.transfer;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.Time;
import org.jspecify.annotations.Nullable;

/// What all transfers of a run share.
///
/// @param memory bounds the bytes held in memory
/// @param rate bounds the bytes a second
/// @param cpu where hashing runs
/// @param partsAtOnce how many parts of one entry are under way at once, at least 1
/// @param time the clock
/// @param contents what stands at the destination, where what stands there need not be sent; null
///   where everything is
public record TransferResources(
    BytePermits memory,
    RateLimit rate,
    BlockingIo cpu,
    int partsAtOnce,
    Time time,
    @Nullable ContentIndex contents) {

  /// Where everything is sent.
  public TransferResources(
      BytePermits memory, RateLimit rate, BlockingIo cpu, int partsAtOnce, Time time) {
    this(memory, rate, cpu, partsAtOnce, time, null);
  }
}
