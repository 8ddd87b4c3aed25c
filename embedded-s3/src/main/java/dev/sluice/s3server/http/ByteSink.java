package dev.sluice.s3server.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing array of bytes that text is appended to without intermediate strings. Not thread-safe.
public final class ByteSink {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int length;

  public ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  public int length() {
    return length;
  }

  /// The backing array, valid from 0 to [#length] until the next append.
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  public void clear() {
    length = 0;
  }

  /// Cuts back to an earlier length.
  public void truncate(int newLength) {
    length = newLength;
  }

  public ByteSink put(int b) {
    if (length == bytes.length) {
      grow(1);
    }
    bytes[length++] = (byte) b;
    return this;
  }

  public ByteSink put(byte[] source) {
    return put(source, 0, source.length);
  }

  public ByteSink put(byte[] source, int offset, int count) {
    if (count > bytes.length - length) {
      grow(count);
    }
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
    return this;
  }

  /// Appends text whose characters are all below U+0100, one byte each.
  @SuppressWarnings(
      "deprecation") // The one call that copies Latin-1 characters straight into an array.
  public ByteSink latin1(String text) {
    int count = text.length();
    if (count > bytes.length - length) {
      grow(count);
    }
    text.getBytes(0, count, bytes, length);
    length += count;
    return this;
  }

  public ByteSink utf8(String text) {
    return put(text.getBytes(StandardCharsets.UTF_8));
  }

  public ByteSink decimal(long value) {
    if (value < 0) {
      put('-');
      return decimal(-value);
    }
    int digits = 1;
    for (long rest = value; rest >= 10; rest /= 10) {
      digits++;
    }
    if (digits > bytes.length - length) {
      grow(digits);
    }
    long rest = value;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /// Appends a number in decimal, with zeros in front up to `width` digits.
  public ByteSink decimal(int value, int width) {
    int limit = 1;
    for (int i = 1; i < width; i++) {
      limit *= 10;
    }
    for (; limit > 1 && value < limit; limit /= 10) {
      put('0');
    }
    return decimal(value);
  }

  /// Appends 16 hexadecimal digits.
  public ByteSink hex(long value) {
    if (bytes.length - length < 16) {
      grow(16);
    }
    long rest = value;
    for (int at = length + 15; at >= length; at--) {
      bytes[at] = HEX[(int) rest & 0xf];
      rest >>>= 4;
    }
    length += 16;
    return this;
  }

  /// Appends each byte as two hexadecimal digits.
  public ByteSink hex(byte[] source) {
    for (byte b : source) {
      put(HEX[(b >> 4) & 0xf]).put(HEX[b & 0xf]);
    }
    return this;
  }

  private void grow(int count) {
    bytes = Arrays.copyOf(bytes, Math.max(length + count, Math.max(64, bytes.length * 2)));
  }
}
