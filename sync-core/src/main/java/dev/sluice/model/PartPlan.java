package dev.sluice.model;

import java.util.List;
import java.util.stream.LongStream;

/// The part size of multipart uploads: from a content's length follow the length and the number of
/// its parts. The one home of that rule, for what is written to files and objects, for what is
/// copied, and for telling from a listing in which parts an object was written.
///
/// @param leastPartBytes the shortest part, but for the last
public record PartPlan(long leastPartBytes) {

  private static final long MIB = 1L << 20;
  private static final int MAX_CANDIDATES = 3;

  /// S3's bound on the number of parts.
  public static final int MAX_PARTS = 10_000;

  /// S3's bound on the length of one.
  public static final long MAX_PART_BYTES = 5L << 30;

  /// What is written from here.
  public static final PartPlan WRITTEN = new PartPlan(8 * MIB);

  /// What is copied within a service, where parts cost no traffic.
  public static final PartPlan COPIED = new PartPlan(256 * MIB);

  /// Sizes that tools commonly write in, likeliest first; 8 MiB is the default of the AWS CLI too,
  /// 15 of s3cmd.
  private static final long[] COMMON_MIB = {
    8, 15, 5, 16, 10, 50, 64, 100, 32, 25, 128, 20, 256, 512, 1024
  };

  /// The length of every part but the last: whole MiB where it is more than the least, and no more
  /// than [#MAX_PARTS] of them. It may be more than a service takes, see [#MAX_PART_BYTES].
  public long partBytes(long sizeBytes) {
    long smallest = Math.ceilDiv(sizeBytes, (long) MAX_PARTS);
    return Math.max(leastPartBytes, Math.ceilDiv(smallest, MIB) * MIB);
  }

  /// How many parts there are, at least 1.
  public int partCount(long sizeBytes) {
    return Math.toIntExact(Math.max(1, Math.ceilDiv(sizeBytes, partBytes(sizeBytes))));
  }

  /// Part sizes that give this number of parts, likeliest first, at most three: each costs a pass
  /// of hashing. Of a single part any length gives the same, so one.
  ///
  /// @param sizeBytes the object's length
  /// @param partCount from 1
  public static List<Long> candidates(long sizeBytes, int partCount) {
    List<Long> common =
        fitting(
            LongStream.concat(
                LongStream.of(WRITTEN.partBytes(sizeBytes)),
                LongStream.of(COMMON_MIB).map(mib -> mib * MIB)),
            sizeBytes,
            partCount);
    return common.isEmpty() ? wholeMib(sizeBytes, partCount) : common;
  }

  private static List<Long> fitting(LongStream partSizes, long sizeBytes, int partCount) {
    return partSizes
        .distinct()
        .filter(partBytes -> Math.ceilDiv(sizeBytes, partBytes) == partCount)
        .limit(partCount == 1 ? 1 : MAX_CANDIDATES)
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
    return Math.ceilDiv(sizeBytes, WRITTEN.partBytes(sizeBytes)) == partCount;
  }
}
