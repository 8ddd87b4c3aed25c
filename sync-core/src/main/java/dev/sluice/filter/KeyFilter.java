package dev.sluice.filter;

import dev.sluice.store.Prune;
import java.util.List;

/// Which keys a run is about: an ordered list of rules, of which the first that matches decides.
/// What no rule matches is included. What is excluded is neither sent nor deleted.
///
/// Immutable and thread-safe.
public final class KeyFilter implements Prune {

  /// Includes everything.
  public static final KeyFilter EVERYTHING = new KeyFilter(List.of());

  private final List<FilterRule> rules;

  /// @param rules in the order in which they are asked
  public KeyFilter(List<FilterRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /// Whether `key` is part of the run.
  public boolean includes(String key) {
    for (FilterRule rule : rules) {
      if (rule.matches(key)) {
        return rule.include();
      }
    }
    return true;
  }

  /// Whether no key under `directory` can be included, so that it need not be read. May say no
  /// where it could say yes.
  @Override
  public boolean skips(String directory) {
    for (FilterRule rule : rules) {
      if (rule.include()) {
        return false; // it may match something below
      }
      if (rule.matchesWholeDirectory(directory)) {
        return true;
      }
    }
    return false;
  }

  /// Whether there is no rule at all.
  public boolean isEmpty() {
    return rules.isEmpty();
  }
}
