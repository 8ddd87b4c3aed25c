package dev.sluice.bench.race;

import dev.sluice.bench.race.jobs.Arena;
import dev.sluice.bench.race.jobs.Job;
import dev.sluice.bench.race.jobs.Jobs;
import dev.sluice.bench.race.jobs.Sizes;
import dev.sluice.bench.race.peers.Peer;
import dev.sluice.bench.race.peers.Peers;
import dev.sluice.bench.race.peers.Site;
import dev.sluice.bench.race.report.Results;
import dev.sluice.bench.race.run.Budget;
import dev.sluice.bench.race.run.Heat;
import dev.sluice.bench.race.run.JobResult;
import dev.sluice.bench.race.run.JobRunner;
import dev.sluice.bench.race.run.RaceOptions;
import dev.sluice.bench.race.run.Versions;
import dev.sluice.bench.race.server.RaceException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Races sluice against its peers: the jobs one after the other, in each the programs in turn. See
/// `docs/benchmarks.md`.
public final class Race {

  private static final int USAGE = 64;
  private static final int FAILED = 1;

  private Race() {}

  /// `Race PROJECT [JOB]... [OPTION]...`, where PROJECT is the project's root.
  public static void main(String[] args) {
    List<String> words = List.of(args);
    Path project = Path.of(words.getFirst());
    if (words.contains("--help")) {
      printUsage(System.out);
      return;
    }
    try {
      RaceOptions options = RaceOptions.parse(words.subList(1, words.size()), project);
      List<Job> jobs = jobs(options);
      System.exit(run(options, jobs, project) ? 0 : FAILED);
    } catch (IllegalArgumentException e) {
      System.err.println("race: " + e.getMessage());
      printUsage(System.err);
      System.exit(USAGE);
    } catch (RaceException e) {
      System.err.println("race: " + e.getMessage());
      System.exit(FAILED);
    } catch (IOException | InterruptedException | RuntimeException e) {
      e.printStackTrace();
      System.exit(FAILED); // servers' threads would keep it
    }
  }

  private static void printUsage(PrintStream out) {
    out.print(RaceOptions.USAGE);
    Jobs.all(Sizes.DEFAULT).forEach(job -> out.printf("  %-17s %s%n", job.name(), job.about()));
  }

  private static List<Job> jobs(RaceOptions options) {
    List<Job> all = Jobs.all(options.sizes().scaled(options.scale()));
    Set<String> names = all.stream().map(Job::name).collect(Collectors.toSet());
    for (String job : options.jobs()) {
      if (!names.contains(job)) {
        throw new IllegalArgumentException("no such job: " + job);
      }
    }
    return all.stream()
        .filter(job -> options.jobs().isEmpty() || options.jobs().contains(job.name()))
        .toList();
  }

  /// Runs the jobs and says whether every run did its work.
  private static boolean run(RaceOptions options, List<Job> jobs, Path project)
      throws IOException, InterruptedException, RaceException {
    Files.createDirectories(options.work().resolve("home"));
    List<Peer> tools =
        Peers.found(project, options.peers()).stream()
            .filter(peer -> options.tools().isEmpty() || options.tools().contains(peer.name()))
            .toList();
    Map<String, String> versions = versions(options, tools, project);
    JobRunner runner = new JobRunner(options, tools);
    List<JobResult> results = new ArrayList<>();
    Budget budget = new Budget(options.minutes());
    for (int i = 0; i < jobs.size(); i++) {
      results.add(runner.run(jobs.get(i), budget.share(jobs.subList(i, jobs.size()))));
      new Results(options, versions, results).write(); // what is done is kept, come what may
      Arena.clear(options.work());
    }
    return results.stream().flatMap(job -> job.heats().stream()).allMatch(Heat::counts);
  }

  private static Map<String, String> versions(RaceOptions options, List<Peer> tools, Path project)
      throws IOException, InterruptedException, RaceException {
    Map<String, String> recorded = Versions.recorded(options.peers());
    Map<String, String> versions = new LinkedHashMap<>();
    Site nowhere =
        new Site(URI.create("http://127.0.0.1"), null, options.work().resolve("home"), Map.of());
    for (Peer peer : tools) {
      String said = Versions.of(peer, nowhere); // it must run, whatever is written down
      String version = recorded.getOrDefault(peer.name(), said);
      String commit = peer.own() ? Versions.commit(project) : "";
      versions.put(peer.name(), commit.isEmpty() ? version : version + " (" + commit + ")");
      System.err.println("race: " + peer.name() + " " + versions.get(peer.name()));
    }
    return versions;
  }
}
