package dev.sluice.bench.race.report;

import dev.sluice.bench.race.run.Heat;
import dev.sluice.bench.race.server.Counters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All runs of one program in one event.
///
/// @param heats those that count
/// @param problem what went wrong in one that does not, or the empty string
record Standing(String program, List<Heat> heats, String problem) {

  Standing {
    heats = List.copyOf(heats);
  }

  /// One for each program, in the order of their first runs.
  static List<Standing> of(List<Heat> heats) {
    Map<String, List<Heat>> byProgram = new LinkedHashMap<>();
    for (Heat heat : heats) {
      byProgram.computeIfAbsent(heat.program(), _ -> new ArrayList<>()).add(heat);
    }
    List<Standing> standings = new ArrayList<>();
    byProgram.forEach((program, runs) ->
        standings.add(
            new Standing(program, runs.stream().filter(Heat::counts).toList(), problem(runs))));
    return standings;
  }

  private static String problem(List<Heat> runs) {
    StringBuilder problems = new StringBuilder();
    for (Heat run : runs) {
      String problem = run.problem();
      if (problem != null) {
        problems.append(problem);
      }
    }
    return problems.toString();
  }

  boolean counts() {
    return !heats.isEmpty();
  }

  Spread seconds() {
    return Spread.of(heats, Heat::seconds);
  }

  Spread unitsPerSecond() {
    return Spread.of(heats, Heat::unitsPerSecond);
  }

  Spread cpuSeconds() {
    return Spread.of(heats, heat -> heat.usage().cpuSeconds());
  }

  Spread cpuMillisPerUnit() {
    return Spread.of(heats, Heat::cpuMillisPerUnit);
  }

  Spread peakMib() {
    return Spread.of(heats, heat -> heat.usage().peakKib() / 1024.0);
  }

  Spread serverCpuSeconds() {
    return Spread.of(heats, heat -> heat.counters().cpuSeconds());
  }

  /// What the server counted in the last run.
  Counters counters() {
    return heats.getLast().counters();
  }

  long units() {
    return heats.getLast().units();
  }
}
