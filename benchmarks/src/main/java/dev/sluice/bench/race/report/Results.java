package dev.sluice.bench.race.report;

import dev.sluice.bench.race.run.Heat;
import dev.sluice.bench.race.run.JobResult;
import dev.sluice.bench.race.run.Machine;
import dev.sluice.bench.race.run.RaceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes what came of the race: a table in Markdown, the raw figures beside it, and plots.
public final class Results {

  private final RaceOptions options;
  private final Map<String, String> versions;
  private final List<JobResult> jobs;

  public Results(RaceOptions options, Map<String, String> versions, List<JobResult> jobs) {
    this.options = options;
    this.versions = versions;
    this.jobs = List.copyOf(jobs);
  }

  public void write() throws IOException {
    Files.createDirectories(options.results());
    Files.createDirectories(options.plots());
    String name = LocalDate.now(ZoneOffset.UTC) + "-" + options.name();
    Files.write(options.results().resolve(name + ".md"), markdown(name));
    Files.write(options.results().resolve(name + ".csv"), Csv.of(jobs));
    for (JobResult job : jobs) {
      Path plot = options.plots().resolve("race-" + job.job().name() + ".svg");
      String svg = Plots.of(job);
      if (!svg.isEmpty()) {
        Files.writeString(plot, svg);
      }
    }
  }

  private List<String> markdown(String name) throws IOException {
    List<String> lines = new ArrayList<>(List.of("# Race, " + name, ""));
    lines.add(Machine.describe() + ". The server runs on the same cores.");
    lines.add("");
    lines.add(
        "Figures are medians of the runs, with the least and the most behind them. CPU is user and system time of the"
            + " program's whole process tree. Scale "
            + Figures.of(options.scale())
            + ". How it is measured: [docs/benchmarks.md](../../docs/benchmarks.md). Raw figures: ["
            + name
            + ".csv]("
            + name
            + ".csv).");
    lines.add("");
    lines.add("| program | version |");
    lines.add("|---|---|");
    versions.forEach((program, version) -> lines.add("| %s | %s |".formatted(program, version)));
    lines.add("");
    lines.add("| job | took, s | of that, to prepare, s |");
    lines.add("|---|--:|--:|");
    for (JobResult job : jobs) {
      lines.add(
          "| %s | %.0f | %.0f |".formatted(job.job().name(), job.seconds(), job.prepareSeconds()));
    }
    lines.add("");
    jobs.forEach(job -> lines.addAll(section(job)));
    return lines;
  }

  private static List<String> section(JobResult job) {
    List<String> lines = new ArrayList<>();
    lines.add("## " + job.job().name() + ": " + job.job().about());
    lines.add("");
    byEvent(job)
        .forEach((event, heats) -> {
          lines.addAll(
              MarkdownTable.of(event, heats, job.commands().getOrDefault(event, Map.of())));
          String paces = job.paces().getOrDefault(event, "");
          if (!paces.isEmpty()) {
            lines.add("Requests at once were chosen on a tenth of the work: " + paces.strip());
            lines.add("");
          }
        });
    return lines;
  }

  /// The runs of a job by event, in their order.
  public static Map<String, List<Heat>> byEvent(JobResult job) {
    Map<String, List<Heat>> byEvent = new LinkedHashMap<>();
    for (Heat heat : job.heats()) {
      byEvent.computeIfAbsent(heat.event(), _ -> new ArrayList<>()).add(heat);
    }
    return byEvent;
  }
}
