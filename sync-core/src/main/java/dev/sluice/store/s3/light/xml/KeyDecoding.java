package dev.sluice.store.s3.light.xml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How listings spell keys.
final class KeyDecoding {

  /// What a character is replaced by that cannot be carried.
  private static final char REPLACEMENT = '\ufffd';

  private KeyDecoding() {}

  /// Whether a key may be another than the listing spells.
  ///
  /// @param listed as the listing has it
  /// @param key the same decoded
  /// @param urlEncoded whether the listing is encoded
  static boolean isDoubtful(String listed, String key, boolean urlEncoded) throws IOException {
    return key.indexOf(REPLACEMENT) >= 0 && !isLiteral(listed, urlEncoded);
  }

  /// Whether the U+FFFDs of a key are its own. Where nothing is encoded, one may stand for a
  /// character that XML cannot carry; where it is, for bytes that are no UTF-8.
  private static boolean isLiteral(String listed, boolean urlEncoded) throws IOException {
    if (!urlEncoded || listed.indexOf(REPLACEMENT) >= 0) {
      return false;
    }
    byte[] bytes = listed.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = Arrays.copyOf(bytes, decodeInPlace(bytes, listed));
    return Arrays.equals(
        decoded, new String(decoded, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
  }

  /// Undoes `encoding-type=url`, which writes a space as `+`.
  static String decode(String encoded) throws IOException {
    if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
      return encoded;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, decodeInPlace(bytes, encoded), StandardCharsets.UTF_8);
  }

  /// @return how many of the bytes the decoded text has
  private static int decodeInPlace(byte[] bytes, String encoded) throws IOException {
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new IOException("the listing has the key " + encoded + ", which is not encoded");
        }
        b = (byte) (16 * high + low);
        i += 2;
      }
      bytes[length++] = b;
    }
    return length;
  }
}
