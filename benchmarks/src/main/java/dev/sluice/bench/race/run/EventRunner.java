package dev.sluice.bench.race.run;

import dev.sluice.bench.race.jobs.Arena;
import dev.sluice.bench.race.jobs.Event;
import dev.sluice.bench.race.jobs.Job;
import dev.sluice.bench.race.peers.Peer;
import dev.sluice.bench.race.peers.Printable;
import dev.sluice.bench.race.peers.Site;
import dev.sluice.bench.race.peers.Way;
import dev.sluice.bench.race.peers.Work;
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
  private record Contender(Peer peer, int way, Work work, long units) {}

  /// Makes what the programs need, warms the server, and tunes if that is asked for.
  ///
  /// @return the time for trees and buckets, in seconds
  double prepare(List<Peer> peers) throws IOException, InterruptedException {
    List<Peer> able =
        peers.stream().filter(peer -> !event.measure().alone() || peer.own()).toList();
    long start = System.nanoTime();
    Map<Double, Work> works = new HashMap<>();
    for (Peer peer : able) {
      if (!works.containsKey(peer.share())) {
        works.put(peer.share(), event.work(peer.share()));
      }
      Work work = works.get(peer.share());
      if (work == null) {
        throw new IllegalStateException("no work for " + peer.name());
      }
      int ways = peer.ways(work, site()).size();
      for (int way = 0; way < ways; way++) {
        contenders.add(new Contender(peer, way, work, event.units(peer.share())));
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (event.units(SMALL_PART) < event.units(1)) {
      warmAndTune(able);
    }
    return seconds;
  }

  private void warmAndTune(List<Peer> peers) throws IOException, InterruptedException {
    Work work = event.work(SMALL_PART);
    long units = event.units(SMALL_PART);
    List<Way> first = peers.isEmpty() ? List.of() : peers.getFirst().ways(work, site());
    if (!first.isEmpty()) {
      heats.run(first.getFirst(), work, units, 0);
    }
    for (Peer peer : options.tune() ? peers : List.<Peer>of()) {
      Map<Integer, Double> seconds = new LinkedHashMap<>();
      for (int pace : pacesThatMatter(peer, work)) {
        atOnce.put(peer.name(), pace);
        List<Way> ways = peer.ways(work, site());
        if (!ways.isEmpty()) {
          Heat heat = heats.run(ways.getFirst(), work, units, 0);
          seconds.put(pace, heat.counts() ? heat.seconds() : Double.MAX_VALUE);
        }
      }
      take(peer, seconds);
    }
  }

  /// Those to try: none for a program that is given less than this anyway, or whose command line is
  /// the same at every pace.
  private List<Integer> pacesThatMatter(Peer peer, Work work) {
    Set<Way> different = new HashSet<>();
    for (int pace : peer.pacesToTry()) {
      atOnce.put(peer.name(), pace);
      peer.ways(work, site()).stream().limit(1).forEach(different::add);
    }
    boolean matters = different.size() > 1 && peer.share() >= SMALL_PART;
    return matters ? peer.pacesToTry() : List.of();
  }

  private void take(Peer peer, Map<Integer, Double> seconds) {
    atOnce.remove(peer.name());
    seconds.entrySet().stream()
        .min(Map.Entry.comparingByValue())
        .ifPresent(best -> {
          atOnce.put(peer.name(), best.getKey());
          StringBuilder line = new StringBuilder(peer.name()).append(':');
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
    Way way = contender.peer().ways(contender.work(), site()).get(contender.way());
    commands.put(way.label(), Printable.of(way, site(), arena.folder()));
    Heat heat = heats.run(way, contender.work(), contender.units(), round);
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
    Site site = event.measure().site().apply(arena.site());
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
