package dev.sluice.filter;

/// What a rule matches. Immutable and thread-safe.
sealed interface KeyPattern permits GlobPattern, RegexPattern {

  /// Whether it matches `key`.
  boolean matches(String key);

  /// Whether it is certain to match every key below `directory`, which ends in a slash. May say no
  /// where it could say yes.
  boolean matchesAllBelow(String directory);

  /// Whether it may match some key below `directory`, which ends in a slash. May say yes where it
  /// could say no.
  boolean mayMatchBelow(String directory);

  /// Whether it matches every key there is.
  boolean matchesEverything();
}
