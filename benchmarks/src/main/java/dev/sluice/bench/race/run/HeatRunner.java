package dev.sluice.bench.race.run;

import dev.sluice.bench.race.jobs.Arena;
import dev.sluice.bench.race.jobs.Event;
import dev.sluice.bench.race.jobs.Job;
import dev.sluice.bench.race.peers.Usage;
import dev.sluice.bench.race.peers.Way;
import dev.sluice.bench.race.peers.Work;
import dev.sluice.bench.race.server.Counters;
import dev.sluice.bench.race.server.RaceException;
import java.io.IOException;
import java.time.Duration;

/// Runs one program once: clears the course, measures, counts, checks.
final class HeatRunner {

  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Job job;
  private final Event event;
  private final Arena arena;
  private final Stopwatch stopwatch;

  HeatRunner(Job job, Event event, Arena arena) {
    this.job = job;
    this.event = event;
    this.arena = arena;
    this.stopwatch = new Stopwatch(arena.site().home(), LIMIT);
  }

  /// Runs a program once.
  ///
  /// @return the figures; with a problem if the program failed or did not do all its work
  Heat run(Way way, Work work, long units, int round) throws IOException, InterruptedException {
    event.clear().before(work);
    flushDisks();
    arena.remote().resetCounters();
    double busyBefore = Machine.busySeconds();
    Usage usage = Heat.UNMEASURED;
    Counters counters = Counters.NONE;
    String problem = null;
    double others = 0;
    double flushSeconds = 0;
    try {
      usage = stopwatch.run(way);
      flushSeconds = event.measure().untilOnDisk() ? flushDisks() : 0;
      counters = arena.remote().counters();
      double busy = Machine.busySeconds() - busyBefore;
      others = Math.max(0, busy - usage.cpuSeconds() - counters.cpuSeconds());
      if (usage.exitCode() == 0) {
        event.check().after(work, counters);
      } else {
        problem = "left with " + usage.exitCode() + ": " + stopwatch.complaint();
      }
    } catch (RaceException e) {
      problem = String.valueOf(e.getMessage());
    }
    return new Heat(
        job.name(),
        event,
        way.label(),
        round,
        units,
        event.measure().seconds().applyAsDouble(usage) + flushSeconds,
        usage,
        counters,
        others,
        problem == null ? null : problem.replace(arena.folder().toString(), "WORK"));
  }

  /// What one program wrote must not be written to the disk in the next one's time.
  ///
  /// @return how long it took, in seconds
  private static double flushDisks() throws IOException, InterruptedException {
    long start = System.nanoTime();
    new ProcessBuilder("sync").start().waitFor();
    return (System.nanoTime() - start) / 1e9;
  }
}
