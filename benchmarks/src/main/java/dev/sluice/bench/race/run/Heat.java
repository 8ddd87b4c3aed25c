package dev.sluice.bench.race.run;

import dev.sluice.bench.race.jobs.Event;
import dev.sluice.bench.race.peers.Usage;
import dev.sluice.bench.race.server.Counters;
import org.jspecify.annotations.Nullable;

/// One run of one program, measured and checked.
///
/// @param job the job's name
/// @param kind what was done
/// @param program what the table calls it
/// @param round from 1
/// @param units how many it handled
/// @param seconds the time that counts
/// @param usage what it used
/// @param counters what the server counted
/// @param othersCpuSeconds processor time that went to neither the program nor the server
/// @param problem why it does not count, or null
public record Heat(
    String job,
    Event kind,
    String program,
    int round,
    long units,
    double seconds,
    Usage usage,
    Counters counters,
    double othersCpuSeconds,
    @Nullable String problem) {

  public static final Usage UNMEASURED = new Usage(-1, 0, 0, 0, 0, 0);

  /// What was done, as a heading.
  public String event() {
    return kind.title();
  }

  /// What is counted.
  public String unit() {
    return kind.unit();
  }

  public boolean counts() {
    return problem == null;
  }

  /// `objects`, but `MiB`.
  public String pluralUnit() {
    return unit().equals("MiB") ? unit() : unit() + "s";
  }

  public double unitsPerSecond() {
    return units / Math.max(1e-9, seconds);
  }

  public double cpuMillisPerUnit() {
    return usage.cpuSeconds() * 1000 / units;
  }
}
