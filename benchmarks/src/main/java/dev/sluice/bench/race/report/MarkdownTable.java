package dev.sluice.bench.race.report;

import dev.sluice.bench.race.run.Heat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What came of one event, as Markdown.
final class MarkdownTable {

  private MarkdownTable() {}

  /// Heading, table, and the command lines.
  static List<String> of(String event, List<Heat> heats, Map<String, String> commands) {
    String unit = heats.getFirst().unit();
    String units = heats.getFirst().pluralUnit();
    List<Standing> standings = Standing.of(heats);
    List<String> lines = new ArrayList<>();
    lines.add("### " + event);
    lines.add("");
    lines.add(
        "| program | runs | %s | seconds | %s | CPU seconds | CPU ms per %s | peak MiB | server's CPU s | requests per %s |"
            .formatted(units, units + "/s", unit, unit));
    lines.add("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|");
    standings.stream().filter(Standing::counts).map(MarkdownTable::row).forEach(lines::add);
    lines.add("");
    for (Standing standing : standings) {
      if (!standing.problem().isEmpty()) {
        lines.add(
            "* **%s did not do it**: %s"
                .formatted(standing.program(), firstLine(standing.problem())));
      }
    }
    if (heats.stream().anyMatch(heat -> heat.seconds() > heat.usage().wallSeconds())) {
      lines.add(programsAlone(standings));
    }
    lines.add(others(heats));
    lines.add("");
    lines.add("```");
    standings.stream()
        .map(standing -> commands.get(standing.program()))
        .filter(Objects::nonNull)
        .forEach(lines::add);
    lines.add("```");
    lines.add("");
    return lines;
  }

  private static String row(Standing standing) {
    boolean single = standing.units() == 1;
    return "| %s | %d | %,d | %s | %s | %s | %s | %s | %s | %s |"
        .formatted(
            standing.program(),
            standing.heats().size(),
            standing.units(),
            Figures.of(standing.seconds()),
            single ? "" : Figures.of(standing.unitsPerSecond()),
            Figures.of(standing.cpuSeconds()),
            Figures.of(standing.cpuMillisPerUnit()),
            Figures.of(standing.peakMib()),
            Figures.of(Spread.of(standing.heats(), heat -> heat.counters().cpuSeconds()).median()),
            standing.counters().perUnit(standing.units()));
  }

  private static String programsAlone(List<Standing> standings) {
    return "Seconds until the programs' ends, with what was not yet on the disk then left out: "
        + standings.stream()
            .filter(Standing::counts)
            .map(standing ->
                standing.program()
                    + " "
                    + Figures.of(
                        Spread.of(standing.heats(), heat -> heat.usage().wallSeconds()).median()))
            .collect(Collectors.joining(", "))
        + ".";
  }

  /// How quiet the machine was.
  private static String others(List<Heat> heats) {
    double others = heats.stream().mapToDouble(Heat::othersCpuSeconds).sum();
    double wall = heats.stream().mapToDouble(heat -> heat.usage().wallSeconds()).sum();
    return "Processor time of others during these runs: %s s in %s s."
        .formatted(Figures.of(others), Figures.of(wall));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("").replace("|", "\\|");
  }
}
