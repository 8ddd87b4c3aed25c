package dev.sluice.bench.race.run;

import dev.sluice.bench.data.Trees;
import dev.sluice.bench.race.jobs.Arena;
import dev.sluice.bench.race.jobs.Event;
import dev.sluice.bench.race.jobs.Job;
import dev.sluice.bench.race.peers.Peer;
import dev.sluice.bench.race.peers.Site;
import dev.sluice.bench.race.server.BenchServer;
import dev.sluice.bench.race.server.Clients;
import dev.sluice.bench.race.server.RaceException;
import dev.sluice.bench.race.server.Remote;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs jobs: starts a job's server, and runs the programs in turn, round after round, until the
/// rounds are done or the time is over.
public final class JobRunner {

  private final RaceOptions options;
  private final List<Peer> tools;

  public JobRunner(RaceOptions options, List<Peer> tools) {
    this.options = options;
    this.tools = tools;
  }

  /// Runs a job.
  ///
  /// @param time after which no further round begins
  public JobResult run(Job job, Duration time)
      throws IOException, InterruptedException, RaceException {
    long start = System.nanoTime();
    System.err.printf("race: %s, %s%n", job.name(), job.about());
    List<Heat> heats = new ArrayList<>();
    Map<String, Map<String, String>> commands = new LinkedHashMap<>();
    Map<String, String> paces = new LinkedHashMap<>();
    double prepareSeconds = 0;
    Path home = Files.createDirectories(options.work().resolve("home"));
    try (BenchServer server = BenchServer.start(job.needs(), options.work());
        HttpClient client = Clients.trusting(server.authorities());
        Remote remote = new Remote(server.endpoint(), client)) {
      Site site = new Site(server.endpoint(), server.authorities(), home, options.atOnce());
      Trees trees = new Trees(options.work());
      Arena arena = new Arena(site, remote, trees, options.work(), options.scale());
      List<Event> events = job.events().in(arena);
      for (Event event : events) {
        long left = time.toNanos() - (System.nanoTime() - start);
        EventRunner runner = new EventRunner(job, event, arena, options);
        prepareSeconds += runner.prepare(tools);
        heats.addAll(runner.race(Duration.ofNanos(left / (events.size() - commands.size()))));
        commands.put(event.title(), runner.commands());
        paces.put(event.title(), runner.paces());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.err.printf("race: %s took %.0f s%n", job.name(), seconds);
    return new JobResult(job, heats, new HashMap<>(commands), paces, prepareSeconds, seconds);
  }
}
