package dev.sluice.bench.race.report;

import dev.sluice.bench.race.peers.Usage;
import dev.sluice.bench.race.run.Heat;
import dev.sluice.bench.race.run.JobResult;
import dev.sluice.bench.race.server.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Every run as a line of comma-separated values.
final class Csv {

  private Csv() {}

  static List<String> of(List<JobResult> jobs) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "job,event,program,round,unit,units,seconds,wall_seconds,user_seconds,system_seconds,peak_kib,"
            + "server_cpu_seconds,others_cpu_seconds,max_in_flight,errors,exit,counts,requests");
    jobs.forEach(job -> job.heats().forEach(heat -> lines.add(line(heat))));
    return lines;
  }

  private static String line(Heat heat) {
    Usage usage = heat.usage();
    return String.join(
        ",",
        heat.job(),
        quoted(heat.event()),
        quoted(heat.program()),
        heat.round() + "",
        heat.unit(),
        heat.units() + "",
        decimal(heat.seconds()),
        decimal(usage.wallSeconds()),
        decimal(usage.userSeconds()),
        decimal(usage.systemSeconds()),
        usage.peakKib() + "",
        decimal(heat.counters().cpuSeconds()),
        decimal(heat.othersCpuSeconds()),
        heat.counters().maxInFlight() + "",
        heat.counters().errors() + "",
        usage.exitCode() + "",
        heat.counts() + "",
        requests(heat.counters()));
  }

  private static String requests(Counters counters) {
    return new TreeMap<>(counters.requests())
        .entrySet().stream()
            .map(request -> request.getKey() + "=" + request.getValue())
            .collect(Collectors.joining(" "));
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
