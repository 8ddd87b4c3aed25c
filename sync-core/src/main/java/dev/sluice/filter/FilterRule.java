package dev.sluice.filter;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One include or exclude rule.
///
/// A glob has s3cmd's meaning: it is searched for in the key and must reach the key's end, `*` and
/// `?` match any character, the slash too, and `[abc]`, `[a-z]`, `[!a]` one of a set. So `*.jpg`
/// matches `a/b.jpg`, and `tmp/*` matches everything in any folder whose name ends in `tmp`. A glob
/// that ends in a slash matches folders, and with each all that lies in it. A regular expression is
/// searched for anywhere in the key.
public final class FilterRule {

  private final boolean include;
  private final String text;
  private final Pattern pattern;
  private final boolean directoryRule;
  private final boolean openEnded;

  private FilterRule(
      boolean include, String text, Pattern pattern, boolean directoryRule, boolean openEnded) {
    this.include = include;
    this.text = text;
    this.pattern = pattern;
    this.directoryRule = directoryRule;
    this.openEnded = openEnded;
  }

  /// A rule from a shell glob.
  ///
  /// @param include whether what it matches is included
  /// @param glob the pattern, not empty
  /// @throws IllegalArgumentException with a line for the user if it is no glob
  public static FilterRule glob(boolean include, String glob) {
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("an empty pattern matches nothing useful");
    }
    Pattern compiled = compile(glob, Globs.toRegex(glob) + "\\z");
    return new FilterRule(include, glob, compiled, glob.endsWith("/"), glob.endsWith("*"));
  }

  /// A rule from a regular expression, in Java's syntax.
  ///
  /// @throws IllegalArgumentException with a line for the user if it is none
  public static FilterRule regex(boolean include, String regex) {
    return new FilterRule(include, regex, compile(regex, regex), false, false);
  }

  private static Pattern compile(String written, String regex) {
    try {
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a valid pattern: " + written + " (" + e.getDescription() + ")", e);
    }
  }

  /// Whether it includes what it matches, or excludes it.
  public boolean include() {
    return include;
  }

  /// The pattern as written.
  public String text() {
    return text;
  }

  /// Whether it decides about `key`.
  boolean matches(String key) {
    return directoryRule ? matchesAnAncestor(key) : pattern.matcher(key).find();
  }

  private boolean matchesAnAncestor(String key) {
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      if (pattern.matcher(key).region(0, slash + 1).find()) {
        return true;
      }
    }
    return false;
  }

  /// Whether it is certain to match every key below `directory`, which ends in a slash.
  boolean matchesWholeDirectory(String directory) {
    if (directoryRule) {
      return matchesAnAncestor(directory);
    }
    // A glob that ends in `*` and already matches the folder's own path matches whatever is
    // appended to it.
    return openEnded && pattern.matcher(directory).find();
  }

  /// Whether it matches every key there is.
  public boolean matchesEverything() {
    return text.equals("*") || text.equals(".*") || text.equals("**");
  }
}
