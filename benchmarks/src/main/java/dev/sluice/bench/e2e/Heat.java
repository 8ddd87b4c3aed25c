package dev.sluice.bench.e2e;

import org.jspecify.annotations.Nullable;

/// One run of one program, measured and checked.
///
/// @param job the job's name
/// @param event the event's title
/// @param unit what is counted
/// @param program what the table calls it
/// @param round from 1
/// @param units how many it handled
/// @param seconds the time that counts
/// @param usage what it used
/// @param counters what the server counted
/// @param othersCpuSeconds processor time that went to neither the program nor the server
/// @param problem why it does not count, or null
record Heat(
    String job,
    String event,
    String unit,
    String program,
    int round,
    long units,
    double seconds,
    Usage usage,
    Counters counters,
    double othersCpuSeconds,
    @Nullable String problem) {

  static final Usage UNMEASURED = new Usage(-1, 0, 0, 0, 0, 0);

  boolean counts() {
    return problem == null;
  }

  /// `objects`, but `MiB`.
  String pluralUnit() {
    return unit.equals("MiB") ? unit : unit + "s";
  }

  double unitsPerSecond() {
    return units / Math.max(1e-9, seconds);
  }

  double cpuMillisPerUnit() {
    return usage.cpuSeconds() * 1000 / units;
  }
}
