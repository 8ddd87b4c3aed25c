package dev.sluice.store.s3.split;

import java.math.BigInteger;
import java.util.Arrays;

/// What the keys of one prefix are made of, learned from those seen, and keys as numbers by it, so
/// that "halfway between two keys" has a meaning. Not thread-safe; [Survey] guards it.
///
/// A key's number is found as in arithmetic coding: all numbers belong to the empty text, and what
/// belongs to a text is shared equally among the characters that may follow it. Keys in order have
/// numbers in order, though not always different ones: beyond an unexpected character nothing is
/// told apart. So numbers are for estimates, and a key made from one must be compared before it is
/// believed.
public final class KeyModel {

  /// In place of a character where a key ends; sorts first.
  static final int END = -1;

  private static final BigInteger SIZE = BigInteger.ONE.shiftLeft(512);

  private final CharactersByPosition places = new CharactersByPosition();
  private final Followers followers = new Followers();
  private long version;

  /// Takes note of a key.
  ///
  /// @param key the key
  /// @param neighbour the key nearest to it that was noted before; empty if none was
  void learn(String key, String neighbour) {
    int from = commonLength(key, neighbour);
    int before = '/';
    int last = '/';
    int place = 0;
    for (int i = 0; i <= key.length(); place++) {
      int character = i == key.length() ? END : key.codePointAt(i);
      if (i >= from) {
        boolean placed = places.learn(place, character);
        boolean followed = followers.learn(before, last, character);
        version += placed || followed ? 1 : 0;
      }
      before = last;
      last = character;
      i += character == END ? 1 : Character.charCount(character);
    }
  }

  /// Changes whenever the numbers of keys may have changed.
  long version() {
    return version;
  }

  /// One more than the greatest number.
  BigInteger size() {
    return SIZE;
  }

  /// Where a key lies, or would lie.
  BigInteger position(String key) {
    BigInteger position = BigInteger.ZERO;
    BigInteger width = SIZE;
    int before = '/';
    int last = '/';
    int place = 0;
    for (int i = 0; i <= key.length() && width.signum() > 0; place++) {
      int character = i == key.length() ? END : key.codePointAt(i);
      int[] expected = expected(place, before, last);
      if (expected.length == 0) {
        break;
      }
      int rank = Arrays.binarySearch(expected, character);
      BigInteger each = width.divide(BigInteger.valueOf(expected.length));
      position = position.add(each.multiply(BigInteger.valueOf(rank < 0 ? -rank - 1 : rank)));
      if (rank < 0) {
        break; // below all that begins with the next character expected
      }
      width = each;
      before = last;
      last = character;
      i += character == END ? 1 : Character.charCount(character);
    }
    return position;
  }

  /// A short key at `position` or up to about `tolerance` below.
  String key(BigInteger position, BigInteger tolerance) {
    StringBuilder key = new StringBuilder();
    BigInteger rest = position;
    BigInteger width = SIZE;
    int before = '/';
    int last = '/';
    for (int place = 0; width.compareTo(tolerance) > 0 && width.signum() > 0; place++) {
      int[] expected = expected(place, before, last);
      if (expected.length == 0) {
        break;
      }
      width = width.divide(BigInteger.valueOf(expected.length));
      if (width.signum() == 0) {
        break;
      }
      int rank = rest.divide(width).min(BigInteger.valueOf(expected.length - 1L)).intValue();
      if (expected[rank] == END) {
        break;
      }
      key.appendCodePoint(expected[rank]);
      rest = rest.subtract(width.multiply(BigInteger.valueOf(rank)));
      before = last;
      last = expected[rank];
    }
    return key.toString();
  }

  private int[] expected(int place, int before, int last) {
    int[] likely = places.likely(place);
    int[] known = followers.of(before, last);
    if (known == null) {
      return likely;
    }
    int[] both = new int[Math.min(known.length, likely.length)];
    int count = 0;
    for (int i = 0, j = 0; i < known.length && j < likely.length; ) {
      int order = Integer.compare(known[i], likely[j]);
      if (order == 0) {
        both[count++] = known[i];
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return count == 0 ? likely : Arrays.copyOf(both, count);
  }

  /// How many leading characters (UTF-16) two keys have in common, whole code points only.
  static int commonLength(String left, String right) {
    int length = Math.min(left.length(), right.length());
    int at = 0;
    while (at < length && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    return at > 0 && Character.isHighSurrogate(left.charAt(at - 1)) ? at - 1 : at;
  }

  /// The logarithm of a number to base 2; minus infinity for 0 and below.
  static double log2(BigInteger number) {
    int shift = Math.max(0, number.bitLength() - 60);
    return number.signum() <= 0
        ? Double.NEGATIVE_INFINITY
        : Math.log((double) number.shiftRight(shift).longValue()) / Math.log(2) + shift;
  }
}
