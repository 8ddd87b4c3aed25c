package dev.sluice.store.s3.object;

/// When objects are written and copied in parts, in bytes.
///
/// @param singleWrite the longest object written by one PUT
/// @param minPart the shortest part, but for the last
/// @param singleCopy the longest object copied by one request
/// @param minCopyPart the shortest part of a copy
public record S3Sizes(long singleWrite, long minPart, long singleCopy, long minCopyPart) {

  private static final long MIB = 1 << 20;

  /// S3's bound on the number of parts.
  public static final int MAX_PARTS = 10_000;

  /// S3's bound on the length of one.
  static final long MAX_PART_BYTES = 5L << 30;

  /// What sluice does: S3 copies up to 5 GiB in one request, and parts of a copy cost no traffic.
  public static final S3Sizes DEFAULT = new S3Sizes(8 * MIB, 8 * MIB, 5L << 30, 256 * MIB);

  /// The part size for an object written from here: whole MiB, and no more than [#MAX_PARTS] of
  /// them.
  public long partFor(long sizeBytes) {
    return Math.max(minPart, partsOf(sizeBytes));
  }

  /// The part size for an object copied within the service.
  public long copyPartFor(long sizeBytes) {
    return Math.max(minCopyPart, partsOf(sizeBytes));
  }

  private static long partsOf(long sizeBytes) {
    long smallest = Math.ceilDiv(sizeBytes, (long) MAX_PARTS);
    return Math.ceilDiv(smallest, MIB) * MIB;
  }
}
