package dev.sluice.cli.config;

import dev.sluice.engine.UsageException;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Which keys a run is about. The rules of all these flags together stand in one list, in the order
/// of the command line: the parser calls a setter for each occurrence.
public final class FilterFlags {

  private record Written(String flag, boolean include, boolean regex, boolean file, String text) {}

  private final List<Written> written = new ArrayList<>();

  /// The options, for the parser.
  public CommandSpec spec() {
    return OptionGroup.under("Filters (asked in the order given; the first that matches decides):")
        .text(
            "GLOB",
            "Leave out what matches.",
            text -> add("--exclude", false, false, false, text),
            "--exclude")
        .text(
            "GLOB",
            "Keep what matches, even if a later rule excludes it.",
            text -> add("--include", true, false, false, text),
            "--include")
        .text(
            "RE",
            "As --exclude, a regular expression.",
            text -> add("--rexclude", false, true, false, text),
            "--rexclude")
        .text(
            "RE",
            "As --include, a regular expression.",
            text -> add("--rinclude", true, true, false, text),
            "--rinclude")
        .text(
            "FILE",
            "Rules from a file, one a line; # begins a comment.",
            text -> add("--exclude-from", false, false, true, text),
            "--exclude-from")
        .text(
            "FILE",
            "The same for --include.",
            text -> add("--include-from", true, false, true, text),
            "--include-from")
        .text(
            "FILE",
            "The same for --rexclude.",
            text -> add("--rexclude-from", false, true, true, text),
            "--rexclude-from")
        .text(
            "FILE",
            "The same for --rinclude.",
            text -> add("--rinclude-from", true, true, true, text),
            "--rinclude-from")
        .spec();
  }

  private void add(String flag, boolean include, boolean regex, boolean file, String text) {
    written.add(new Written(flag, include, regex, file, text));
  }

  /// The flags as a filter.
  ///
  /// @throws UsageException if a rule is none, or can never apply
  public KeyFilter filter() throws UsageException {
    List<FilterRule> rules = new ArrayList<>();
    for (Written each : written) {
      List<String> texts =
          each.file() ? RuleFile.read(each.flag(), each.text()) : List.of(each.text());
      for (String text : texts) {
        FilterRule rule = rule(each, text);
        refuseUnreachable(rules, rule);
        rules.add(rule);
      }
    }
    return new KeyFilter(rules);
  }

  private static FilterRule rule(Written written, String text) throws UsageException {
    try {
      return written.regex()
          ? FilterRule.regex(written.include(), text)
          : FilterRule.glob(written.include(), text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(written.flag() + ": " + e.getMessage());
    }
  }

  private static void refuseUnreachable(List<FilterRule> earlier, FilterRule rule)
      throws UsageException {
    for (FilterRule before : earlier) {
      if (rule.include() && !before.include() && before.matchesEverything()) {
        throw new UsageException(
            "--include '"
                + rule.text()
                + "' can never apply: --exclude '"
                + before.text()
                + "' stands before it and matches everything; the first match decides, so put"
                + " --include first");
      }
    }
  }
}
