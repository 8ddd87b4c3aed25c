package dev.sluice.store.s3.sign;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// UTF-8 bytes put together piece by piece, in an array used over again.
final class Text {

  private static final Pattern SPACES = Pattern.compile("[ \\t-\\r]+");

  private byte[] bytes = new byte[1024];
  private int length;

  Text clear() {
    length = 0;
    return this;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  Text add(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /// By way of a short-lived array, and still cheaper than a loop over characters: the JDK copies
  /// what is ASCII in one go.
  Text add(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    ensure(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
    return this;
  }

  /// A header's value as signatures have it: without white space around it, and one space where
  /// there is any inside.
  Text addFolded(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isSpace(value.charAt(i)) && !isLoneSpaceInside(value, i)) {
        return add(SPACES.matcher(value.strip()).replaceAll(" "));
      }
    }
    return add(value);
  }

  private static boolean isLoneSpaceInside(String value, int at) {
    return value.charAt(at) == ' '
        && at > 0
        && at + 1 < value.length()
        && !isSpace(value.charAt(at + 1));
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
