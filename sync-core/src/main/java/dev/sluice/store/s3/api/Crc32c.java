package dev.sluice.store.s3.api;

import dev.sluice.flow.BlockingIo;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/// A CRC-32C (RFC 3720, appendix B.4), for which processors have an instruction: eight times
/// quicker than an MD5. It finds what went wrong by accident, not what somebody has changed on
/// purpose.
///
/// @param value the sum
public record Crc32c(int value) {

  /// The header that has it, of requests and answers, in lower case.
  public static final String HEADER = "x-amz-checksum-crc32c";

  /// Below this a hop to another thread costs more than the sum.
  private static final int IN_PLACE_BYTES = 1 << 20;

  /// Of a content in memory, computed on `cpu` unless it is short.
  public static Crc32c of(byte[] content, BlockingIo cpu) throws InterruptedException {
    return content.length <= IN_PLACE_BYTES ? sum(content) : cpu.call(() -> sum(content));
  }

  private static Crc32c sum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content, 0, content.length);
    return new Crc32c((int) crc.getValue());
  }

  /// As S3 has it in `x-amz-checksum-crc32c`: four bytes, the highest first, in Base64.
  public String base64() {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(value).array());
  }

  /// What S3 makes of an object's parts ("composite"): the checksum of their checksums, and how
  /// many they are.
  public static String ofParts(List<Crc32c> parts) {
    ByteBuffer sums = ByteBuffer.allocate(4 * parts.size());
    parts.forEach(part -> sums.putInt(part.value));
    return sum(sums.array()).base64() + "-" + parts.size();
  }
}
