package dev.sluice.cli.output;

import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import java.util.List;

/// Says which filter rule decides about a key: in words, or as JSON, one object a line. Used by one
/// thread.
public final class Explainer {

  private final Console console;
  private final boolean json;
  private final KeyFilter filter;

  /// @param console where to
  /// @param json whether as JSON
  /// @param filter whose rules are asked
  public Explainer(Console console, boolean json, KeyFilter filter) {
    this.console = console;
    this.json = json;
    this.filter = filter;
  }

  /// Explains one key.
  public void explain(String key) {
    List<FilterRule> matching = filter.rules().stream().filter(rule -> rule.matches(key)).toList();
    boolean included = matching.isEmpty() || matching.getLast().include();
    boolean notEntered = key.endsWith("/") && filter.skips(key);
    List<String> names = matching.stream().map(FilterRule::name).toList();
    if (json) {
      console.print(
          Json.event("explained")
              .put("key", key)
              .put("included", included)
              .put("rule", names.isEmpty() ? null : names.getLast())
              .put("overruled", names.subList(0, Math.max(0, names.size() - 1)))
              .end());
      return;
    }
    line(Escapes.quoted(key) + " is " + (included ? "part of the run" : "excluded"));
    if (names.isEmpty()) {
      line("  no rule matches it");
    }
    for (int i = names.size() - 1; i >= 0; i--) {
      boolean last = i == names.size() - 1;
      line("  " + names.get(i) + (last ? " decides" : " matches too, and stands before that"));
    }
    if (notEntered) {
      line("  no rule brings back anything below it: a local folder of that name is not entered");
    }
  }

  private void line(String text) {
    console.print(Escapes.line(text));
  }
}
