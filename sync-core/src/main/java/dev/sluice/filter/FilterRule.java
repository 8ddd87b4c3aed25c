package dev.sluice.filter;

/// One include or exclude rule. Immutable and thread-safe.
///
/// A glob must match from a path boundary, which is the key's beginning or a slash in it, to the
/// key's end. `*` and `?` match any character, the slash too, and `[abc]`, `[a-z]`, `[!a]` one of a
/// set. So `*.jpg` matches `a/b.jpg`, and `tmp/*` matches everything in any folder named `tmp`. A
/// slash in front keeps it at the location's root. A glob that ends in a slash matches folders, and
/// with each all that lies in it. A regular expression is searched for anywhere in the key.
public final class FilterRule {

  private final boolean include;
  private final String written;
  private final KeyPattern pattern;

  private FilterRule(boolean include, String written, KeyPattern pattern) {
    this.include = include;
    this.written = written;
    this.pattern = pattern;
  }

  /// A rule from a shell glob.
  ///
  /// @param include whether what it matches is included
  /// @param glob the pattern, not empty
  /// @throws IllegalArgumentException with a line for the user if it is no glob, or can match
  ///   nothing
  public static FilterRule glob(boolean include, String glob) {
    if (glob.isEmpty()) {
      throw new IllegalArgumentException("an empty pattern matches nothing useful");
    }
    if (glob.equals("/")) {
      throw new IllegalArgumentException("/ is the location itself; write * for all that is in it");
    }
    return new FilterRule(include, defaultName(include, glob), GlobPattern.of(glob));
  }

  /// A rule from a regular expression, in Java's syntax.
  ///
  /// @throws IllegalArgumentException with a line for the user if it is none
  public static FilterRule regex(boolean include, String regex) {
    return new FilterRule(include, defaultName(include, regex), RegexPattern.of(regex));
  }

  private static String defaultName(boolean include, String text) {
    return (include ? "include '" : "exclude '") + text + "'";
  }

  /// The same rule under the name by which its writer knows it.
  ///
  /// @param name such as `--exclude '*.tmp'`
  public FilterRule named(String name) {
    return new FilterRule(include, name, pattern);
  }

  /// Whether it includes what it matches, or excludes it.
  public boolean include() {
    return include;
  }

  /// The rule as its writer knows it.
  public String name() {
    return written;
  }

  /// Whether it matches `key`.
  public boolean matches(String key) {
    return pattern.matches(key);
  }

  /// Whether it is certain to match every key below `directory`, which ends in a slash.
  boolean matchesAllBelow(String directory) {
    return pattern.matchesAllBelow(directory);
  }

  /// Whether it may match a key below `directory`, which ends in a slash.
  boolean mayMatchBelow(String directory) {
    return pattern.mayMatchBelow(directory);
  }

  /// Whether it matches every key there is.
  public boolean matchesEverything() {
    return pattern.matchesEverything();
  }
}
