package dev.sluice.store.s3.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes put together piece by piece, in an array used over again. Used by one thread at a time.
public final class Utf8Buffer {

  private byte[] bytes;
  private int length;

  /// @param capacityBytes to begin with
  public Utf8Buffer(int capacityBytes) {
    this.bytes = new byte[capacityBytes];
  }

  /// Empties it.
  public Utf8Buffer clear() {
    length = 0;
    return this;
  }

  /// The array that it is in, from 0 to [#length]; another one after it has grown.
  public byte[] bytes() {
    return bytes;
  }

  /// How many bytes there are.
  public int length() {
    return length;
  }

  /// Adds an ASCII character.
  public Utf8Buffer add(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /// Adds a text, by way of a short-lived array, which is still cheaper than a loop over
  /// characters: the JDK copies what is ASCII in one go.
  public Utf8Buffer add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Adds bytes as they are.
  public Utf8Buffer add(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
