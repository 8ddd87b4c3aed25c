package dev.sluice.bench.race.jobs;

/// How much there is of everything, before it is scaled.
///
/// @param objects of the upload, copy and download jobs
/// @param objectBytes the size of each
/// @param flatKeys keys of the bucket that is listed
/// @param planKeys keys of the largest bucket that is planned; a tenth and a hundredth are planned
///   too
/// @param newFiles files that are new among `manyKeys`
/// @param manyKeys keys of the bucket that a few files are new to
/// @param largeMib the size of the large file
public record Sizes(
    int objects,
    int objectBytes,
    long flatKeys,
    long planKeys,
    int newFiles,
    long manyKeys,
    long largeMib) {

  public static final Sizes DEFAULT =
      new Sizes(100_000, 4096, 1_000_000, 100_000_000, 1000, 100_000_000, 8192);

  private static final long MIB = 1 << 20;
  private static final long SMALLEST_LARGE_MIB = 32;

  /// Those of synthetic buckets and of the large file as small as `scale` has them; trees are
  /// scaled where they are made.
  public Sizes scaled(double scale) {
    return new Sizes(
        objects,
        objectBytes,
        Math.max(10_000, Math.round(flatKeys * scale)),
        Math.max(10_000, Math.round(planKeys * scale)),
        newFiles,
        Math.max(100_000, Math.round(manyKeys * scale)),
        Math.max(SMALLEST_LARGE_MIB, Math.round(largeMib * scale)));
  }

  public long largeBytes() {
    return largeMib * MIB;
  }
}
