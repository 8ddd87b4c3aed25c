package dev.sluice.bench.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Runs the programs of one event in turn.
final class EventRunner {

  /// A part of the work, to warm the server and the disk's cache, and to tune on.
  private static final double SMALL_PART = 0.1;

  private final Job job;
  private final Event event;
  private final Arena arena;
  private final RaceOptions options;
  private final HeatRunner heats;
  private final List<Contender> contenders = new ArrayList<>();
  private final Map<String, String> commands = new LinkedHashMap<>();
  private final Map<String, Integer> atOnce;
  private String paces = "";

  EventRunner(Job job, Event event, Arena arena, RaceOptions options) {
    this.job = job;
    this.event = event;
    this.arena = arena;
    this.options = options;
    this.heats = new HeatRunner(job, event, arena);
    this.atOnce = new HashMap<>(options.atOnce());
  }

  /// A program in one of its ways.
  private record Contender(Tool tool, int way, Task task, long units) {}

  /// Makes what the programs need, warms the server, and tunes if that is asked for.
  ///
  /// @return the time for trees and buckets, in seconds
  double prepare(List<Tool> tools) throws IOException, InterruptedException {
    List<Tool> able =
        tools.stream().filter(tool -> !event.alone() || tool instanceof Sluice).toList();
    long start = System.nanoTime();
    Map<Double, Task> tasks = new HashMap<>();
    for (Tool tool : able) {
      if (!tasks.containsKey(tool.share())) {
        tasks.put(tool.share(), event.task(tool.share()));
      }
      Task task = tasks.get(tool.share());
      if (task == null) {
        throw new IllegalStateException("no task for " + tool.name());
      }
      int ways = tool.ways(task, site()).size();
      for (int way = 0; way < ways; way++) {
        contenders.add(new Contender(tool, way, task, event.units(tool.share())));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (event.units(SMALL_PART) < event.units(1)) {
      warmAndTune(able);
    }
    return seconds;
  }

  private void warmAndTune(List<Tool> tools) throws IOException, InterruptedException {
    Task task = event.task(SMALL_PART);
    long units = event.units(SMALL_PART);
    List<Way> first = tools.isEmpty() ? List.of() : tools.getFirst().ways(task, site());
    if (!first.isEmpty()) {
      heats.run(first.getFirst(), task, units, 0);
    }
    for (Tool tool : options.tune() ? tools : List.<Tool>of()) {
      Map<Integer, Double> seconds = new LinkedHashMap<>();
      for (int pace : pacesThatMatter(tool, task)) {
        atOnce.put(tool.name(), pace);
        List<Way> ways = tool.ways(task, site());
        if (!ways.isEmpty()) {
          Heat heat = heats.run(ways.getFirst(), task, units, 0);
          seconds.put(pace, heat.counts() ? heat.seconds() : Double.MAX_VALUE);
        }
      }
      take(tool, seconds);
    }
  }

  /// Those to try: none for a program that is given less than this anyway, or whose command line is
  /// the same at every pace.
  private List<Integer> pacesThatMatter(Tool tool, Task task) {
    Set<List<String>> different = new HashSet<>();
    for (int pace : tool.paces()) {
      atOnce.put(tool.name(), pace);
      tool.ways(task, site()).stream().limit(1).map(Way::command).forEach(different::add);
    }
    boolean matters = different.size() > 1 || (tool instanceof AwsCli && !different.isEmpty());
    return matters && tool.share() >= SMALL_PART ? tool.paces() : List.of();
  }

  private void take(Tool tool, Map<Integer, Double> seconds) {
    atOnce.remove(tool.name());
    seconds.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .ifPresent(best -> {
          atOnce.put(tool.name(), best.getKey());
          StringBuilder line = new StringBuilder(tool.name()).append(':');
          seconds.forEach((pace, time) -> line.append(" %d at once %.1f s,".formatted(pace, time)));
          paces += line + " took " + best.getKey() + ". ";
        });
  }

  /// Runs round after round.
  ///
  /// @param time after which no further round begins; nor does one that would not be done by then
  List<Heat> race(Duration time) throws IOException, InterruptedException {
    List<Heat> done = new ArrayList<>();
    Set<Contender> out = new HashSet<>();
    long start = System.nanoTime();
    for (int round = 1; round <= options.rounds(); round++) {
      long roundStart = System.nanoTime();
      for (Contender contender : contenders) {
        if (!out.contains(contender)) {
          Heat heat = runOnce(contender, round);
          done.add(heat);
          if (!heat.counts()) {
            out.add(contender); // it would fail again
          }
        }
      }
      long roundNanos = System.nanoTime() - roundStart;
      if (System.nanoTime() - start + roundNanos > time.toNanos()) {
        break;
      }
    }
    return done;
  }

  private Heat runOnce(Contender contender, int round) throws IOException, InterruptedException {
    Way way = contender.tool().ways(contender.task(), site()).get(contender.way());
    commands.put(way.label(), Printable.of(way, site(), arena.folder()));
    Heat heat = heats.run(way, contender.task(), contender.units(), round);
    System.err.printf(
        "  %s, round %d: %s%n",
        way.label(),
        round,
        heat.problem() == null
            ? "%.2f s, %.2f s of CPU, %d MiB"
                .formatted(heat.seconds(), heat.usage().cpuSeconds(), heat.usage().peakKib() / 1024)
            : heat.problem());
    return heat;
  }

  private Site site() {
    Site site = event.site(arena.site());
    return new Site(site.endpoint(), site.authorities(), site.home(), atOnce);
  }

  /// The command lines that were used, by program.
  Map<String, String> commands() {
    return new LinkedHashMap<>(commands);
  }

  /// What tuning found, or nothing.
  String paces() {
    return paces;
  }

  @Override
  public String toString() {
    return job.name() + ": " + event.title();
  }
}
