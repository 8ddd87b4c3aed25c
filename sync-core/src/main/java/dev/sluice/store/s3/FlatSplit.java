package dev.sluice.store.s3;

import dev.sluice.model.Key;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Guesses where the middle of a range of keys lies when no directories part it: a key halfway
/// between its ends, one character at a time, with the characters that the keys seen so far are
/// made of. Pure; [S3Splits] asks the service whether anything lies behind the guess.
final class FlatSplit {

  private FlatSplit() {}

  /// The characters of some keys, in order. Surrogates are left out: a guess may end anywhere.
  static String alphabet(Iterable<String> keys) {
    TreeSet<Character> seen = new TreeSet<>();
    for (String key : keys) {
      for (int i = 0; i < key.length(); i++) {
        char c = key.charAt(i);
        if (!Character.isSurrogate(c)) {
          seen.add(c);
        }
      }
    }
    StringBuilder sorted = new StringBuilder(seen.size());
    seen.forEach(sorted::append);
    return sorted.toString();
  }

  /// A key strictly between `low` and `bound`, as far to the left in its characters as possible and
  /// in the middle there.
  ///
  /// @param bound null where no upper end is known
  /// @param shared how many of `low`'s first characters all keys in question are known to begin
  ///   with
  /// @return null if there is no such key
  static @Nullable String middle(String low, @Nullable String bound, int shared, String alphabet) {
    int common = bound == null ? 0 : commonLength(low, bound);
    for (int at = Math.max(shared, common); at < low.length(); at++) {
      char from = low.charAt(at);
      if (Character.isSurrogate(from)) {
        return null;
      }
      char to =
          bound != null && at == common && at < bound.length()
              ? bound.charAt(at)
              : Character.MAX_VALUE;
      int character = middleCharacter(from, to, alphabet);
      if (character >= 0) {
        String guess = low.substring(0, at) + (char) character;
        return bound == null || Key.compare(guess, bound) < 0 ? guess : null;
      }
    }
    return null;
  }

  /// Numbers end in nines whatever letters occur elsewhere, so digits are tried among themselves.
  private static int middleCharacter(char from, char to, String alphabet) {
    if (from >= '0' && from < '9') {
      int digit = between(from, (char) Math.min(to, '9' + 1), alphabet);
      if (digit >= 0) {
        return digit;
      }
    }
    return between(from, to, alphabet);
  }

  private static int between(char from, char to, String alphabet) {
    int first = 0;
    while (first < alphabet.length() && alphabet.charAt(first) <= from) {
      first++;
    }
    int end = first;
    while (end < alphabet.length() && alphabet.charAt(end) < to) {
      end++;
    }
    return first == end ? -1 : alphabet.charAt((first + end) / 2);
  }

  /// How many leading characters two keys have in common.
  static int commonLength(String left, String right) {
    int length = Math.min(left.length(), right.length());
    int at = 0;
    while (at < length && left.charAt(at) == right.charAt(at)) {
      at++;
    }
    return at;
  }

  /// The first key behind all that begin with `prefix`.
  ///
  /// @return null where the prefix's last character has no plain successor
  static @Nullable String behind(String prefix) {
    char last = prefix.charAt(prefix.length() - 1);
    char next = (char) (last + 1);
    return last == Character.MAX_VALUE || Character.isSurrogate(next) || Character.isSurrogate(last)
        ? null
        : prefix.substring(0, prefix.length() - 1) + next;
  }
}
