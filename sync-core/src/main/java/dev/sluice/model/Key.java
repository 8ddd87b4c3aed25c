package dev.sluice.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An entry's path relative to its location, `/`-separated; the same on both sides of a sync.
///
/// Keys are ordered by the bytes of their UTF-8 form, which is the order in which S3 lists
/// general-purpose buckets. `String.compareTo` orders by UTF-16 units and puts U+FFFD after an
/// emoji; this order does not. No key is judged here: `../x` and `a//b` are keys that S3 may hold.
/// What a file system cannot take is refused by its store.
///
/// @param value the path, never empty, with no unpaired surrogates
public record Key(String value) implements Comparable<Key> {

  /// @throws IllegalArgumentException if `value` is empty
  public Key {
    Objects.requireNonNull(value, "value");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a key is never empty");
    }
  }

  /// A key from its text.
  public static Key of(String value) {
    return new Key(value);
  }

  /// Compares by UTF-8 byte order, which for valid text is code point order.
  @Override
  public int compareTo(Key other) {
    return compare(value, other.value);
  }

  /// An exclusive lower bound for this key: a listing that begins after it gives this key and all
  /// above. It ends in U+10FFFF, which is no character; a key between the two would have to hold
  /// that.
  ///
  /// @return null where there is none: nothing is below the key of one NUL
  public @Nullable Key justBelow() {
    int last = value.codePointBefore(value.length());
    String before = value.substring(0, value.length() - Character.charCount(last));
    if (last == 0) {
      return before.isEmpty() ? null : new Key(before);
    }
    int lower = last == 0xe000 ? 0xd7ff : last - 1; // between them lie the surrogates
    return new Key(before + Character.toString(lower) + Character.toString(0x10ffff));
  }

  /// Whether this key lies under `directory`, which is written without its final slash.
  public boolean isUnder(String directory) {
    int length = directory.length();
    return value.length() > length && value.charAt(length) == '/' && value.startsWith(directory);
  }

  /// Compares two strings by code point, the order of their UTF-8 bytes.
  ///
  /// UTF-16 differs from code point order in one place alone: surrogates (D800-DFFF, which stand
  /// for U+10000 and above) sort below E000-FFFF. Moving the surrogates above that block mends it.
  public static int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return a >= '\ud800' && b >= '\ud800' ? rank(a) - rank(b) : a - b;
      }
    }
    return left.length() - right.length();
  }

  private static int rank(char c) {
    return c >= '\ue000' ? c - 0x800 : c + 0x2000;
  }

  @Override
  public String toString() {
    return value;
  }
}
