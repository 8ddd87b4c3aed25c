package dev.sluice.cli.output;

import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.transfer.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which filter rule decides about a key.
///
/// @param key the key; with a slash at its end, a folder
/// @param included whether it is part of the run
/// @param rules the names of the rules that match it, as they were written; the last one decides
/// @param notEntered whether it is a folder that is not even entered
/// @param rehearsed what a run would do about it; null where that was not asked for
public record Explanation(
    String key,
    boolean included,
    List<String> rules,
    boolean notEntered,
    @Nullable Rehearsed rehearsed) {

  /// What a dry run about a key alone has come to.
  ///
  /// @param outcome null where the source has nothing there, or that could not be told
  /// @param failure why nothing could be told; null where it could
  public record Rehearsed(@Nullable Outcome outcome, @Nullable String failure) {}

  /// Asks the rules of a filter.
  public static Explanation of(String key, KeyFilter filter) {
    List<FilterRule> matching = filter.rules().stream().filter(rule -> rule.matches(key)).toList();
    return new Explanation(
        key,
        matching.isEmpty() || matching.getLast().include(),
        matching.stream().map(FilterRule::name).toList(),
        key.endsWith("/") && filter.skips(key),
        null);
  }

  /// The same, with what a run would do.
  public Explanation with(Rehearsed known) {
    return new Explanation(key, included, rules, notEntered, known);
  }
}
