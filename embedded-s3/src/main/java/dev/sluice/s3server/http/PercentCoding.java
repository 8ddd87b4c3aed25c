package dev.sluice.s3server.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Percent-encoding as URIs and AWS signatures use it.
public final class PercentCoding {

  private static final byte[] UPPER_HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final boolean[] UNRESERVED = new boolean[256];

  static {
    for (int b = 0; b < 256; b++) {
      boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
      UNRESERVED[b] = letter || (b >= '0' && b <= '9') || "-._~".indexOf(b) >= 0;
    }
  }

  private PercentCoding() {}

  /// Decodes `%XX`; a `%` without two hexadecimal digits stands for itself.
  ///
  /// @param latin1 text of which each character is one byte
  public static byte[] decode(String latin1, boolean plusIsSpace) {
    byte[] bytes = Latin1.bytes(latin1);
    if (latin1.indexOf('%') < 0 && !(plusIsSpace && latin1.indexOf('+') >= 0)) {
      return bytes;
    }
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '%' && i + 2 < bytes.length && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
        b = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
        i += 2;
      } else if (b == '+' && plusIsSpace) {
        b = ' ';
      }
      bytes[length++] = b;
    }
    return Arrays.copyOf(bytes, length);
  }

  /// Appends bytes as AWS signatures have them: all but letters, digits and `-._~` as `%XX` in
  /// upper case.
  public static void encode(ByteSink sink, byte[] bytes, boolean keepSlash) {
    for (byte b : bytes) {
      encode(sink, b, keepSlash);
    }
  }

  /// Whether a byte stands for itself.
  public static boolean isUnreserved(byte b) {
    return UNRESERVED[b & 0xff];
  }

  /// Appends one byte as [#encode(ByteSink, byte[], boolean)] does.
  public static void encode(ByteSink sink, byte b, boolean keepSlash) {
    if (UNRESERVED[b & 0xff] || (keepSlash && b == '/')) {
      sink.put(b);
    } else {
      sink.put('%').put(UPPER_HEX[(b >> 4) & 0xf]).put(UPPER_HEX[b & 0xf]);
    }
  }

  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}
