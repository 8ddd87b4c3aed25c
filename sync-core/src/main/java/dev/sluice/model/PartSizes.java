package dev.sluice.model;

import java.util.List;
import java.util.stream.LongStream;

/// Deduces the part size of an object from its size and its number of parts, which is all that a
/// listing tells.
public final class PartSizes {

  private static final long MIB = 1L << 20;
  private static final int MAX_PARTS = 10_000;
  private static final int MAX_CANDIDATES = 3;

  /// Sizes that tools commonly write in, likeliest first; 8 MiB is the default here and of the AWS
  /// CLI, 15 of s3cmd.
  private static final long[] COMMON_MIB = {
    8, 15, 5, 16, 10, 50, 64, 100, 32, 25, 128, 20, 256, 512, 1024
  };

  private PartSizes() {}

  /// Part sizes that give this number of parts, likeliest first, at most three: each costs a pass
  /// of hashing.
  ///
  /// @param sizeBytes the object's length
  /// @param partCount from 1
  public static List<Long> candidates(long sizeBytes, int partCount) {
    List<Long> common =
        fitting(
            LongStream.concat(
                LongStream.of(usual(sizeBytes)), LongStream.of(COMMON_MIB).map(mib -> mib * MIB)),
            sizeBytes,
            partCount);
    return common.isEmpty() ? wholeMib(sizeBytes, partCount) : common;
  }

  private static List<Long> fitting(LongStream partSizes, long sizeBytes, int partCount) {
    return partSizes
        .distinct()
        .filter(partBytes -> Math.ceilDiv(sizeBytes, partBytes) == partCount)
        .limit(MAX_CANDIDATES)
        .boxed()
        .toList();
  }

  /// Whatever else a tool writes in, it is likely to be whole MiB; of many parts only one such size
  /// fits.
  private static List<Long> wholeMib(long sizeBytes, int partCount) {
    long smallestMib = Math.max(1, Math.ceilDiv(Math.ceilDiv(sizeBytes, (long) partCount), MIB));
    return fitting(
        LongStream.range(smallestMib, smallestMib + MAX_CANDIDATES).map(mib -> mib * MIB),
        sizeBytes,
        partCount);
  }

  /// Whether an object of `sizeBytes` has as many parts as sluice would have written it in.
  public static boolean isUsual(long sizeBytes, int partCount) {
    return Math.ceilDiv(sizeBytes, usual(sizeBytes)) == partCount;
  }

  private static long usual(long sizeBytes) {
    return Math.max(8 * MIB, Math.ceilDiv(Math.ceilDiv(sizeBytes, (long) MAX_PARTS), MIB) * MIB);
  }
}
