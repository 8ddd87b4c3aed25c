package dev.sluice.bench.race.run;

import dev.sluice.bench.race.jobs.Job;
import java.util.List;
import java.util.Map;

/// What came of a job.
///
/// @param heats in the order in which they were run
/// @param commands the command line of each program of each event, without paths, by event and
///   program
/// @param paces what `--tune` found: by event, a line
/// @param prepareSeconds time for trees and buckets, before anything was timed
/// @param seconds time for all of it
public record JobResult(
    Job job,
    List<Heat> heats,
    Map<String, Map<String, String>> commands,
    Map<String, String> paces,
    double prepareSeconds,
    double seconds) {

  public JobResult {
    heats = List.copyOf(heats);
    commands = Map.copyOf(commands);
    paces = Map.copyOf(paces);
  }
}
