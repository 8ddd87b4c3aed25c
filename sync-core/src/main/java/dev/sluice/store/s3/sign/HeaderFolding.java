package dev.sluice.store.s3.sign;

import java.util.regex.Pattern;

/// Headers' values as signatures have them: without white space around them, and one space where
/// there is any inside.
final class HeaderFolding {

  private static final Pattern SPACES = Pattern.compile("[ \\t-\\r]+");

  private HeaderFolding() {}

  static String fold(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isSpace(value.charAt(i)) && !isLoneSpaceInside(value, i)) {
        return SPACES.matcher(value.strip()).replaceAll(" ");
      }
    }
    return value;
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
}
