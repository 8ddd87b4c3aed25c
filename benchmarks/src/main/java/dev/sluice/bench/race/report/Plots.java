package dev.sluice.bench.race.report;

import dev.sluice.bench.race.run.Heat;
import dev.sluice.bench.race.run.JobResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Chooses what of a job is worth a plot.
final class Plots {

  private static final String LESS = "less is better";
  private static final String MORE = "more is better";

  private Plots() {}

  /// An SVG, or the empty string if no run counts.
  static String of(JobResult job) {
    List<BarChart.Panel> panels = new ArrayList<>();
    Map<String, List<Heat>> byEvent = Results.byEvent(job);
    boolean alone =
        job.heats().stream().map(Heat::program).distinct().count() == 1 && byEvent.size() > 1;
    if (alone) {
      panels.addAll(growth(byEvent));
    } else {
      byEvent.forEach((event, heats) -> panels.addAll(panels(event, heats)));
    }
    panels.removeIf(panel -> panel.bars().isEmpty());
    return panels.isEmpty() ? "" : new BarChart(panels).svg();
  }

  private static List<BarChart.Panel> panels(String event, List<Heat> heats) {
    String unit = heats.getFirst().unit();
    List<Standing> standings = Standing.of(heats).stream().filter(Standing::counts).toList();
    if (heats.getFirst().units() == 1) {
      return List.of(panel(event, "seconds, " + LESS, standings, Standing::seconds));
    }
    return List.of(
        panel(
            event,
            heats.getFirst().pluralUnit() + " a second, " + MORE,
            standings,
            Standing::unitsPerSecond),
        panel("", "CPU ms per " + unit + ", " + LESS, standings, Standing::cpuMillisPerUnit),
        panel("", "peak memory in MiB, " + LESS, standings, Standing::peakMib));
  }

  /// One program alone: how its figures grow from event to event.
  private static List<BarChart.Panel> growth(Map<String, List<Heat>> byEvent) {
    List<BarChart.Bar> speed = new ArrayList<>();
    List<BarChart.Bar> memory = new ArrayList<>();
    byEvent
        .values()
        .forEach(heats ->
            Standing.of(heats).stream()
                .filter(Standing::counts)
                .forEach(standing -> {
                  String label = "%,d %ss".formatted(standing.units(), unit(heats));
                  speed.add(new BarChart.Bar(label, standing.unitsPerSecond(), true));
                  memory.add(new BarChart.Bar(label, standing.peakMib(), true));
                }));
    return List.of(
        new BarChart.Panel("Growth with the number of keys", "keys a second, " + MORE, speed),
        new BarChart.Panel("", "peak memory in MiB, " + LESS, memory));
  }

  /// The program's name, and how much it was given if that was less than the others.
  private static String label(Standing standing, long most) {
    return standing.units() == most
        ? standing.program()
        : "%s (%,d)".formatted(standing.program(), standing.units());
  }

  private static String unit(List<Heat> heats) {
    return heats.getFirst().unit();
  }

  private static BarChart.Panel panel(
      String title, String axis, List<Standing> standings, Function<Standing, Spread> figure) {
    long most = standings.stream().mapToLong(Standing::units).max().orElse(0);
    return new BarChart.Panel(
        title,
        axis,
        standings.stream()
            .map(standing ->
                new BarChart.Bar(
                    label(standing, most),
                    figure.apply(standing),
                    standing.program().startsWith("sluice")))
            .toList());
  }
}
