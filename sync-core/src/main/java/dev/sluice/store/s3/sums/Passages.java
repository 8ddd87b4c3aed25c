package dev.sluice.store.s3.sums;

import dev.sluice.checksum.Claim;

/// Makes passages.
public final class Passages {

  private Passages() {}

  /// Of a content of which this is claimed.
  public static Passage of(Claim claim, long sizeBytes) {
    return claim.sum().isCrc()
        ? new CrcPassage(claim, sizeBytes)
        : new DigestPassage(claim, sizeBytes);
  }
}
