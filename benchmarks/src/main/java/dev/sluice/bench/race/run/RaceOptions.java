package dev.sluice.bench.race.run;

import dev.sluice.bench.race.jobs.Sizes;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the race's command line says.
///
/// @param jobs names; all if empty
/// @param tools names; all that are there if empty
/// @param rounds how often each program runs, at least once
/// @param minutes for all jobs together; a job that is slow makes fewer rounds, but one at least
/// @param scale of everything, above 0 and at most 1
/// @param sizes before scaling
/// @param tune whether to look for each peer's best number of requests at once
/// @param atOnce numbers of requests at once, by program
/// @param folders where everything is
/// @param name the table's
public record RaceOptions(
    Set<String> jobs,
    Set<String> tools,
    int rounds,
    double minutes,
    double scale,
    Sizes sizes,
    boolean tune,
    Map<String, Integer> atOnce,
    Folders folders,
    String name) {

  /// Where everything is.
  ///
  /// @param peers the peers, as `benchmarks/peers` makes it
  /// @param work the race's own; trees stay in it
  /// @param results for the table and the raw figures
  /// @param plots for the plots
  public record Folders(Path peers, Path work, Path results, Path plots) {}

  public Path peers() {
    return folders.peers();
  }

  public Path work() {
    return folders.work();
  }

  public Path results() {
    return folders.results();
  }

  public Path plots() {
    return folders.plots();
  }

  public static final String USAGE =
      """
      benchmarks/race [JOB]... [OPTION]...
        --rounds N        how often each program runs (5)
        --minutes M       time for all jobs together (no limit): slow jobs make fewer rounds
        --scale X         everything so much smaller (1)
        --tools A,B       only these of sluice, rclone, s3sync, s5cmd, mc, aws, s3cmd, sdk-netty, sdk-crt
        --peers DIR       where benchmarks/peers has put them (benchmarks/target/peers)
        --tune            first look for each peer's best number of requests at once
        --at-once TOOL=N  requests at once of a peer, in place of its default; repeatable
        --objects N       objects to upload, copy and download (100000)
        --object-bytes N  the size of each (4096)
        --flat-keys N     keys to list (1000000)
        --plan-keys N     keys to plan; a tenth and a hundredth too (100000000)
        --new-files N     files new among --many-keys (1000)
        --many-keys N     (100000000)
        --large-mib N     the large file (8192)
        --work DIR        the race's folder; trees stay in it (a temporary one)
        --out DIR         all results there, in place of benchmarks/results and docs
        --name NAME       of the results (race)
      """;

  /// Reads a command line.
  ///
  /// @param project the project's root
  /// @throws IllegalArgumentException if it makes no sense; the message says why
  public static RaceOptions parse(List<String> arguments, Path project) {
    Deque<String> left = new ArrayDeque<>(arguments);
    Map<String, String> values = new HashMap<>();
    Map<String, Integer> atOnce = new HashMap<>();
    List<String> jobs = new ArrayList<>();
    boolean tune = false;
    while (!left.isEmpty()) {
      String word = left.pop();
      if (!word.startsWith("--")) {
        jobs.add(word);
      } else if (word.equals("--tune")) {
        tune = true;
      } else if (left.isEmpty() || !USAGE.contains("  " + word + " ")) {
        throw new IllegalArgumentException("no such option, or no value: " + word);
      } else if (word.equals("--at-once")) {
        String[] pair = left.pop().split("=", 2);
        atOnce.put(pair[0], (int) number("--at-once", pair[pair.length - 1]));
      } else {
        values.put(word, left.pop());
      }
    }
    return of(new Values(values), jobs, tune, atOnce, project);
  }

  private static RaceOptions of(
      Values values, List<String> jobs, boolean tune, Map<String, Integer> atOnce, Path project) {
    Path out = values.path("--out", project.resolve("benchmarks/results"));
    return new RaceOptions(
        Set.copyOf(jobs),
        values.names("--tools"),
        (int) values.number("--rounds", 5),
        values.decimal("--minutes", Double.MAX_VALUE),
        values.decimal("--scale", 1),
        sizes(values),
        tune,
        Map.copyOf(atOnce),
        new Folders(
            values.path("--peers", project.resolve("benchmarks/target/peers")),
            values.path("--work", Path.of(System.getProperty("java.io.tmpdir"), "sluice-race")),
            out,
            values.given("--out") ? out : project.resolve("docs")),
        values.text("--name", "race"));
  }

  private static Sizes sizes(Values values) {
    Sizes usual = Sizes.DEFAULT;
    return new Sizes(
        (int) values.number("--objects", usual.objects()),
        (int) values.number("--object-bytes", usual.objectBytes()),
        values.number("--flat-keys", usual.flatKeys()),
        values.number("--plan-keys", usual.planKeys()),
        (int) values.number("--new-files", usual.newFiles()),
        values.number("--many-keys", usual.manyKeys()),
        values.number("--large-mib", usual.largeMib()));
  }

  private static long number(String option, String text) {
    try {
      long number = Long.parseLong(text.replace("_", ""));
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " takes a number, not " + text, e);
    }
    throw new IllegalArgumentException(option + " takes a number from 1, not " + text);
  }

  /// The options that take a value.
  private record Values(Map<String, String> given) {

    boolean given(String option) {
      return given.containsKey(option);
    }

    String text(String option, String unlessGiven) {
      return given.getOrDefault(option, unlessGiven);
    }

    long number(String option, long unlessGiven) {
      return given(option) ? RaceOptions.number(option, text(option, "")) : unlessGiven;
    }

    double decimal(String option, double unlessGiven) {
      return given(option) ? Double.parseDouble(text(option, "")) : unlessGiven;
    }

    Path path(String option, Path unlessGiven) {
      return Path.of(text(option, unlessGiven.toString())).toAbsolutePath().normalize();
    }

    Set<String> names(String option) {
      return given(option) ? Set.of(text(option, "").split(",", -1)) : Set.of();
    }
  }
}
