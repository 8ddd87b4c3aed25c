package dev.sluice.filter;

import java.util.regex.Pattern;

/// Turns shell globs into regular expressions.
final class Globs {

  private Globs() {}

  /// The same pattern as a regular expression, without anchors.
  static String toRegex(String glob) {
    StringBuilder regex = new StringBuilder(glob.length() + 16);
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '[' -> {
          int end = endOfSet(glob, i);
          if (end > 0) {
            regex.append(set(glob.substring(i + 1, end)));
            i = end;
          } else {
            regex.append("\\[");
          }
        }
        default -> {
          int codePoint = glob.codePointAt(i);
          regex.append(Pattern.quote(Character.toString(codePoint)));
          i += Character.charCount(codePoint) - 1;
        }
      }
      i++;
    }
    return regex.toString();
  }

  /// Where the set that begins at `open` closes, or -1. A bracket straight after the opening
  /// belongs to the set.
  private static int endOfSet(String glob, int open) {
    int from = open + 1;
    if (from < glob.length() && glob.charAt(from) == '!') {
      from++;
    }
    return glob.indexOf(']', from + 1);
  }

  private static String set(String body) {
    boolean negated = body.startsWith("!");
    StringBuilder set = new StringBuilder(negated ? "[^" : "[");
    for (char c : (negated ? body.substring(1) : body).toCharArray()) {
      if (c == '\\' || c == '[' || c == ']' || c == '^' || c == '&') {
        set.append('\\');
      }
      set.append(c);
    }
    return set.append(']').toString();
  }
}
