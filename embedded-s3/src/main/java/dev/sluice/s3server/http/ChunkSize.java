package dev.sluice.s3server.http;

import java.util.HexFormat;

/// The line before a chunk, `size[;extension]`: in HTTP's chunked coding, and in aws-chunked within
/// it.
public final class ChunkSize {

  private ChunkSize() {}

  /// The size in bytes, 0 for the last chunk.
  ///
  /// @throws IllegalArgumentException if it is no hexadecimal number, or one beyond a long
  public static long of(String line) {
    int end = line.indexOf(';');
    String digits = (end < 0 ? line : line.substring(0, end)).strip();
    long bytes = HexFormat.fromHexDigitsToLong(digits); // takes no sign
    if (digits.isEmpty() || bytes < 0) {
      throw new IllegalArgumentException("not the size of a chunk: " + digits);
    }
    return bytes;
  }
}
