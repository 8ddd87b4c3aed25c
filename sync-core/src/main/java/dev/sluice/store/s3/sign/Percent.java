package dev.sluice.store.s3.sign;

import java.nio.charset.StandardCharsets;

/// Percent-encoding as signatures need it (RFC 3986, in upper-case digits): everything but letters,
/// digits and `-._~`. In paths the slash stays.
///
/// A key's path is encoded once, unlike that of other services, and never normalised: `a//b` and
/// `../c` are keys.
public final class Percent {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Percent() {}

  /// A key or a path.
  public static String path(String text) {
    return encode(text, true);
  }

  /// A name or a value of a query.
  public static String query(String text) {
    return encode(text, false);
  }

  private static String encode(String text, boolean keepSlash) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i), keepSlash)) {
        return encodeFrom(text, i, keepSlash);
      }
    }
    return text;
  }

  private static String encodeFrom(String text, int first, boolean keepSlash) {
    StringBuilder encoded = new StringBuilder(text.length() + 32).append(text, 0, first);
    byte[] bytes = text.substring(first).getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (isPlain(c, keepSlash)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c, boolean keepSlash) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~'
        || (c == '/' && keepSlash);
  }
}
