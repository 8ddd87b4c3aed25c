package dev.sluice.store.s3.api;

import dev.sluice.checksum.Checksums;
import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;

/// Checksums of contents in memory, computed where that keeps nobody waiting.
public final class ContentChecksum {

  /// Below this a hop to another thread costs more than a CRC, and as much as a digest.
  private static final int CRC_IN_PLACE_BYTES = 1 << 20;

  private static final int DIGEST_IN_PLACE_BYTES = 256 * 1024;

  private ContentChecksum() {}

  /// Of a content, computed on `cpu` unless it is short.
  public static Checksum of(ChecksumAlgorithm algorithm, byte[] content, BlockingIo cpu)
      throws InterruptedException {
    int inPlaceBytes = algorithm.isCrc() ? CRC_IN_PLACE_BYTES : DIGEST_IN_PLACE_BYTES;
    return content.length <= inPlaceBytes
        ? Checksums.of(algorithm, content)
        : cpu.call(() -> Checksums.of(algorithm, content));
  }
}
