package dev.sluice.model.access;

import java.util.List;
import java.util.Locale;

/// One statement of a bucket's policy, as far as it is about whoever has no account.
///
/// @param allows whether it allows, and does not deny
/// @param isAboutAnybody whether it is about whoever has no account too
/// @param actions which actions it is about
/// @param resources which buckets and objects it is about
/// @param hasConditions whether it holds under conditions alone
public record PolicyStatement(
    boolean allows,
    boolean isAboutAnybody,
    Patterns actions,
    Patterns resources,
    boolean hasConditions) {

  /// Whether it applies.
  enum Applies {
    NEVER,
    PERHAPS,
    ALWAYS
  }

  /// Patterns of which one must match, or none may.
  ///
  /// @param patterns with `*` and `?`
  /// @param areExcluded whether what matches is what it is not about
  public record Patterns(List<String> patterns, boolean areExcluded) {

    /// Copies the patterns.
    public Patterns {
      patterns = List.copyOf(patterns);
    }

    boolean match(String text) {
      return patterns.stream().anyMatch(each -> Wildcards.matches(each, text)) != areExcluded;
    }

    /// Whether what it means depends on who asks.
    boolean isVariable() {
      return patterns.stream().anyMatch(each -> each.contains("${"));
    }
  }

  boolean isAboutAction(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    Patterns lowered =
        new Patterns(
            actions.patterns().stream().map(each -> each.toLowerCase(Locale.ROOT)).toList(),
            actions.areExcluded());
    return lowered.match(lower);
  }

  /// Whether it applies when somebody without an account does something.
  Applies applies(String action, String resource) {
    if (!isAboutAnybody || !isAboutAction(action)) {
      return Applies.NEVER;
    }
    if (resources.isVariable()) {
      return Applies.PERHAPS;
    }
    if (!resources.match(resource)) {
      return Applies.NEVER;
    }
    return hasConditions ? Applies.PERHAPS : Applies.ALWAYS;
  }
}
