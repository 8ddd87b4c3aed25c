package dev.sluice.s3server.http;

import java.nio.charset.StandardCharsets;

/// Bytes as text, one character a byte: how headers travel.
public final class Latin1 {

  private Latin1() {}

  public static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  public static String text(byte[] bytes) {
    return text(bytes, 0, bytes.length);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Text whose bytes are UTF-8, as it should be read by people and by Java callers.
  public static String decodeUtf8(String latin1) {
    return new String(bytes(latin1), StandardCharsets.UTF_8);
  }

  /// Text as the Latin-1 view of its UTF-8 bytes.
  public static String encodeUtf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
