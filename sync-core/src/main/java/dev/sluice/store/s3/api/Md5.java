package dev.sluice.store.s3.api;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Md5Value;
import java.util.Base64;
import java.util.HexFormat;

/// An MD5, in the two forms that S3 uses.
///
/// @param hex as in an ETag
/// @param base64 as in `Content-MD5`
public record Md5(String hex, String base64) {

  /// Below this a hop to another thread costs as much as the sum.
  private static final int IN_PLACE_BYTES = 256 * 1024;

  /// The MD5 of a content in memory, computed on `cpu` unless it is short.
  public static Md5 of(byte[] content, int at, int length, BlockingIo cpu)
      throws InterruptedException {
    return length <= IN_PLACE_BYTES
        ? sum(content, at, length)
        : cpu.call(() -> sum(content, at, length));
  }

  /// An MD5 that is known.
  public static Md5 of(Md5Value value) {
    byte[] bytes = value.bytes();
    return new Md5(HexFormat.of().formatHex(bytes), Base64.getEncoder().encodeToString(bytes));
  }

  private static Md5 sum(byte[] content, int at, int length) {
    return of(Md5Value.of(content, at, length));
  }

  /// The MD5 of a short content, as in `Content-MD5`.
  public static String base64(byte[] content) {
    return sum(content, 0, content.length).base64();
  }
}
