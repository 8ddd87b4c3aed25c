package dev.sluice.filter;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression in Java's syntax, searched for anywhere in the key.
///
/// @param regex compiled
/// @param plain whether it is monotonic: what it finds stays found whatever is appended to the key,
///   since it has no end anchor and no look-ahead
record RegexPattern(Pattern regex, boolean plain) implements KeyPattern {

  /// Letters, digits and what stands for itself, perhaps with the key's beginning in front.
  private static final Pattern PLAIN =
      Pattern.compile("\\^?(?:[\\w/ =,@-]|\\\\[./+-])+(?:\\.\\*)?");

  /// Whether a longer one is plain is not asked: the answer costs a stack as deep as it is long.
  private static final int MOST_LOOKED_AT = 500;

  /// @throws IllegalArgumentException with a line for the user if it is none
  static RegexPattern of(String text) {
    try {
      boolean plain = text.length() <= MOST_LOOKED_AT && PLAIN.matcher(text).matches();
      return new RegexPattern(Pattern.compile(text, Pattern.DOTALL), plain);
    } catch (StackOverflowError e) { // how the compiler ends on groups in groups without end
      throw new IllegalArgumentException("not a valid pattern: it is nested too deep", e);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a valid pattern: " + text + " (" + e.getDescription() + ")", e);
    }
  }

  @Override
  public boolean matches(String key) {
    return regex.matcher(key).find();
  }

  @Override
  public boolean matchesAllBelow(String directory) {
    return matchesEverything() || (plain && matches(directory));
  }

  @Override
  public boolean mayMatchBelow(String directory) {
    return true;
  }

  @Override
  public boolean matchesEverything() {
    return regex.pattern().equals(".*");
  }
}
