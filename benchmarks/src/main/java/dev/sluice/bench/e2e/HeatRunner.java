package dev.sluice.bench.e2e;

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
  Heat run(Way way, Task task, long units, int round) throws IOException, InterruptedException {
    event.before(task);
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
      flushSeconds = event.untilOnDisk() ? flushDisks() : 0;
      counters = arena.remote().counters();
      double busy = Machine.busySeconds() - busyBefore;
      others = Math.max(0, busy - usage.cpuSeconds() - counters.cpuSeconds());
      if (usage.exitCode() == 0) {
        event.check(task, counters);
      } else {
        problem = "left with " + usage.exitCode() + ": " + stopwatch.complaint();
      }
    } catch (RaceException e) {
      problem = String.valueOf(e.getMessage());
    }
    return new Heat(
        job.name(),
        event.title(),
        event.unit(),
        way.label(),
        round,
        units,
        event.seconds(usage) + flushSeconds,
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
