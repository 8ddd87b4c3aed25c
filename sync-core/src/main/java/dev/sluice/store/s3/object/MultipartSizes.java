package dev.sluice.store.s3.object;

import dev.sluice.model.PartPlan;

/// When objects are written and copied in parts, and in which.
///
/// @param singleWriteBytes the longest object written by one PUT
/// @param written the parts of what is written from here
/// @param singleCopyBytes the longest object copied by one request
/// @param copied the parts of a copy
public record MultipartSizes(
    long singleWriteBytes, PartPlan written, long singleCopyBytes, PartPlan copied) {

  /// What sluice does: S3 copies up to 5 GiB in one request.
  public static final MultipartSizes DEFAULT =
      new MultipartSizes(
          PartPlan.WRITTEN.leastPartBytes(),
          PartPlan.WRITTEN,
          PartPlan.MAX_PART_BYTES,
          PartPlan.COPIED);
}
