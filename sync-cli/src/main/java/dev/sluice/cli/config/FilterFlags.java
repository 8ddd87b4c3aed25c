package dev.sluice.cli.config;

import dev.sluice.engine.UsageException;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Which keys a run is about. The rules of all these flags together stand in one list, in the order
/// of the command line: the parser calls a setter for each occurrence.
@Command(description = "Filters (asked in the order given; the first that matches decides):")
public final class FilterFlags {

  private record Written(String flag, boolean include, boolean regex, boolean file, String text) {}

  private final List<Written> written = new ArrayList<>();

  @Option(names = "--exclude", paramLabel = "GLOB", description = "Leave out what matches.")
  void exclude(@Nullable String glob) {
    add("--exclude", false, false, false, glob);
  }

  @Option(
      names = "--include",
      paramLabel = "GLOB",
      description = "Keep what matches, even if a later rule excludes it.")
  void include(@Nullable String glob) {
    add("--include", true, false, false, glob);
  }

  @Option(
      names = "--rexclude",
      paramLabel = "RE",
      description = "As --exclude, a regular expression.")
  void rexclude(@Nullable String regex) {
    add("--rexclude", false, true, false, regex);
  }

  @Option(
      names = "--rinclude",
      paramLabel = "RE",
      description = "As --include, a regular expression.")
  void rinclude(@Nullable String regex) {
    add("--rinclude", true, true, false, regex);
  }

  @Option(
      names = "--exclude-from",
      paramLabel = "FILE",
      description = "Rules from a file, one a line; # begins a comment.")
  void excludeFrom(@Nullable String file) {
    add("--exclude-from", false, false, true, file);
  }

  @Option(names = "--include-from", paramLabel = "FILE", description = "The same for --include.")
  void includeFrom(@Nullable String file) {
    add("--include-from", true, false, true, file);
  }

  @Option(names = "--rexclude-from", paramLabel = "FILE", description = "The same for --rexclude.")
  void rexcludeFrom(@Nullable String file) {
    add("--rexclude-from", false, true, true, file);
  }

  @Option(names = "--rinclude-from", paramLabel = "FILE", description = "The same for --rinclude.")
  void rincludeFrom(@Nullable String file) {
    add("--rinclude-from", true, true, true, file);
  }

  private void add(
      String flag, boolean include, boolean regex, boolean file, @Nullable String text) {
    if (text != null) { // the parser resets each option with null before it begins
      written.add(new Written(flag, include, regex, file, text));
    }
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
