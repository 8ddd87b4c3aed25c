package dev.sluice.cli.config.rule;

import dev.sluice.cli.config.LocationNames;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.filter.RootNames;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Which keys a run is about. The rules of all these flags together stand in one list, in the order
/// of the command line: the parser calls a setter for each occurrence.
public final class FilterFlags {

  private record Written(String flag, boolean include, boolean regex, boolean file, String text) {

    List<RuleFile.Line> lines() throws UsageException {
      return file ? RuleFile.read(flag, text) : List.of(new RuleFile.Line(1, text));
    }

    String where(RuleFile.Line line) {
      return file ? flag + " " + text + ", line " + line.number() + ":" : flag;
    }
  }

  private final List<Written> written = new ArrayList<>();
  private final List<String> explain = new ArrayList<>();

  /// The options, for the parser.
  public CommandSpec spec() {
    return rules()
        .text(
            "KEY",
            "Say which rule decides about this key, with --dry-run what would be done, and leave.",
            explain::add,
            "--explain")
        .spec();
  }

  /// The rules alone.
  public CommandSpec specOfRules() {
    return rules().spec();
  }

  private OptionGroup rules() {
    return OptionGroup.under(
            "Filters (one list in the order given; the last that matches decides):")
        .text(
            "GLOB",
            "Leave out what matches.",
            text -> add("--exclude", false, false, false, text),
            "--exclude")
        .text(
            "GLOB",
            "Keep what matches, even if an earlier rule excludes it.",
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
            "--rinclude-from");
  }

  private void add(String flag, boolean include, boolean regex, boolean file, String text) {
    written.add(new Written(flag, include, regex, file, text));
  }

  /// The flags as a filter of keys relative to `source`.
  ///
  /// @throws UsageException if a rule is none, can never apply, or may mean two things
  public KeyFilter filter(Location source, Location destination) throws UsageException {
    RootNames names = LocationNames.of(source, destination);
    RuleReader reader = new RuleReader(names, source);
    List<FilterRule> rules = new ArrayList<>();
    String last = "";
    for (Written each : written) {
      for (RuleFile.Line line : each.lines()) {
        rules.add(reader.read(each.where(line), each.include(), each.regex(), line.text()));
        last = line.text();
      }
    }
    refuseAllOfTheSource(rules, names, last);
    refuseIncludesOfNothing(rules);
    return new KeyFilter(rules);
  }

  /// The keys about which the user wants to know which rule decides, relative to `source`; empty
  /// where a run is wanted.
  public List<String> explained(Location source, Location destination) throws UsageException {
    RootNames names = LocationNames.of(source, destination);
    List<String> keys = new ArrayList<>();
    for (String text : explain) {
      String key = names.key(text);
      if (key.isEmpty()) {
        throw new UsageException("--explain: write a key, such as img/a.jpg");
      }
      keys.add(key);
    }
    return keys;
  }

  /// `img/*` for the source `img/` is all of it. Where nothing follows that brings something back,
  /// a folder of that name further down was meant.
  private static void refuseAllOfTheSource(List<FilterRule> rules, RootNames names, String last)
      throws UsageException {
    if (names.nameIn(last) != null && !rules.isEmpty()) {
      FilterRule rule = rules.getLast();
      if (!rule.include() && rule.matchesEverything()) {
        throw new UsageException(
            rule.name()
                + " is all of the source and leaves nothing; write '*/"
                + last
                + "' for a folder of that name in it");
      }
    }
  }

  /// An include in front of all excludes means two things to two kinds of people, and on its own
  /// nothing. One of everything says what is so anyway.
  private static void refuseIncludesOfNothing(List<FilterRule> rules) throws UsageException {
    if (rules.isEmpty() || !rules.getFirst().include()) {
      return;
    }
    boolean anyExclude = rules.stream().anyMatch(rule -> !rule.include());
    for (FilterRule rule : rules) {
      if (!rule.include()) {
        return;
      }
      if (!rule.matchesEverything()) {
        throw new UsageException(
            anyExclude
                ? rule.name()
                    + " stands before every exclude: with s3cmd it would keep what it matches, with"
                    + " aws do nothing; here the last match decides, so put it behind the excludes"
                    + " to keep that, or leave it out"
                : rule.name()
                    + " changes nothing, since nothing is excluded; put --exclude '*' before it for"
                    + " nothing but that, or leave it out");
      }
    }
  }
}
