package dev.sluice.model.access;

/// Patterns of policies, in which `*` stands for any characters and `?` for one.
final class Wildcards {

  private Wildcards() {}

  /// Whether a text is of a pattern.
  static boolean matches(String pattern, String text) {
    int inPattern = 0;
    int inText = 0;
    int star = -1;
    int afterStar = 0;
    while (inText < text.length()) {
      if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
        star = inPattern++;
        afterStar = inText;
      } else if (inPattern < pattern.length()
          && (pattern.charAt(inPattern) == '?'
              || pattern.charAt(inPattern) == text.charAt(inText))) {
        inPattern++;
        inText++;
      } else if (star >= 0) {
        inPattern = star + 1;
        inText = ++afterStar;
      } else {
        return false;
      }
    }
    while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
      inPattern++;
    }
    return inPattern == pattern.length();
  }
}
