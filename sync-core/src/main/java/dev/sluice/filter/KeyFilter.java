package dev.sluice.filter;

import dev.sluice.store.Prune;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which keys a run is about: an ordered list of rules, of which the last that matches decides.
/// What no rule matches is included. What is excluded is neither sent nor deleted.
///
/// It keeps a usage flag for each rule, for the warning about rules without effect; a run takes a
/// copy of its own by [#forOneRun]. Thread-safe: a rule's note goes from false to true and never
/// back, so that threads that write it at once agree, and whoever has waited for them reads it.
public final class KeyFilter implements Prune {

  /// Includes everything.
  public static final KeyFilter EVERYTHING = new KeyFilter(List.of());

  private static final int NONE = -1;

  private final List<FilterRule> rules;
  private final boolean[] hasDecided;

  /// @param rules in the order in which they were written
  public KeyFilter(List<FilterRule> rules) {
    this.rules = List.copyOf(rules);
    this.hasDecided = new boolean[rules.size()];
  }

  /// The same rules, of which none has decided anything yet.
  public KeyFilter forOneRun() {
    return new KeyFilter(rules);
  }

  /// Whether `key` is part of the run.
  public boolean includes(String key) {
    int deciding = deciding(key);
    if (deciding == NONE) {
      return true;
    }
    note(deciding);
    return rules.get(deciding).include();
  }

  /// Whether no key under `directory` can be included, so that it need not be read. May say no
  /// where it could say yes.
  @Override
  public boolean skips(String directory) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      FilterRule rule = rules.get(i);
      if (rule.include() && rule.mayMatchBelow(directory)) {
        return false;
      }
      if (!rule.include() && rule.matchesAllBelow(directory)) {
        note(i);
        return true;
      }
    }
    return false;
  }

  private int deciding(String key) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      if (rules.get(i).matches(key)) {
        return i;
      }
    }
    return NONE;
  }

  private void note(int rule) {
    if (!hasDecided[rule]) { // a line of memory that is only read can be shared by all processors
      hasDecided[rule] = true;
    }
  }

  /// The rule that decides about `key`; notes nothing.
  ///
  /// @return null if none matches, and the key is included
  public @Nullable FilterRule ruleFor(String key) {
    int deciding = deciding(key);
    return deciding == NONE ? null : rules.get(deciding);
  }

  /// The rules in the order in which they were written.
  public List<FilterRule> rules() {
    return rules;
  }

  /// The rules that have decided about no key and no folder so far.
  public List<FilterRule> unused() {
    List<FilterRule> unused = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      if (!hasDecided[i]) {
        unused.add(rules.get(i));
      }
    }
    return unused;
  }

  /// Whether there is no rule at all.
  public boolean isEmpty() {
    return rules.isEmpty();
  }
}
