package dev.sluice.store.s3.object;

import dev.sluice.flow.BytePermits;
import dev.sluice.flow.SpareBuffers;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.config.S3WriteOptions;

/// What all that is written at one root shares.
///
/// @param root where
/// @param options how
/// @param sizes when objects are written and copied in parts
/// @param partBuffers memory for parts, for all that are written here: buffers of each object's own
///   would lie idle while those of others are in use
/// @param earlyParts room for parts that wait for those before them to be hashed
/// @param unfinished uploads that were begun here and neither completed nor taken back
public record ObjectWrites(
    S3Root root,
    S3WriteOptions options,
    MultipartSizes sizes,
    SpareBuffers partBuffers,
    BytePermits earlyParts,
    UnfinishedUploads unfinished) {

  /// Few: they lie idle beside what is in use.
  private static final int SPARE_PART_BUFFERS = 4;

  /// Half of what a run has under way in memory by default.
  private static final long EARLY_PARTS_BYTES = 32L << 20;

  /// Makes those of a store with nothing under way.
  public ObjectWrites(S3Root root, S3WriteOptions options, MultipartSizes sizes) {
    this(
        root,
        options,
        sizes,
        new SpareBuffers(Math.toIntExact(sizes.written().leastPartBytes()), SPARE_PART_BUFFERS),
        new BytePermits(EARLY_PARTS_BYTES),
        new UnfinishedUploads(root.session().runtime().runLock()));
  }
}
