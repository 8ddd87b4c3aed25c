package dev.sluice.s3server.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An object's key as its UTF-8 bytes, ordered as S3 lists keys: by unsigned bytes, which is code
/// point order and differs from the order of Java strings above U+FFFF.
public final class ObjectKey implements Comparable<ObjectKey> {

  private final byte[] utf8;

  private ObjectKey(byte[] utf8) {
    this.utf8 = utf8;
  }

  /// Makes a key of its bytes.
  ///
  /// @param utf8 not copied; must not be changed afterwards
  public static ObjectKey ofUtf8(byte[] utf8) {
    return new ObjectKey(utf8);
  }

  public static ObjectKey of(String text) {
    return new ObjectKey(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The bytes themselves, which must not be changed.
  public byte[] utf8() {
    return utf8;
  }

  public String text() {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  public boolean startsWith(byte[] prefix) {
    return utf8.length >= prefix.length
        && Arrays.equals(utf8, 0, prefix.length, prefix, 0, prefix.length);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return Arrays.compareUnsigned(utf8, other.utf8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectKey that && Arrays.equals(utf8, that.utf8);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(utf8);
  }

  @Override
  public String toString() {
    return text();
  }
}
