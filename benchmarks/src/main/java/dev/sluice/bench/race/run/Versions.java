package dev.sluice.bench.race.run;

import dev.sluice.bench.race.peers.Peer;
import dev.sluice.bench.race.peers.Site;
import dev.sluice.bench.race.peers.Task;
import dev.sluice.bench.race.peers.Usage;
import dev.sluice.bench.race.peers.Way;
import dev.sluice.bench.race.peers.Work;
import dev.sluice.bench.race.server.RaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which programs take part.
public final class Versions {

  private static final Pattern NUMBER = Pattern.compile("v?[0-9]+\\.[0-9]+[0-9A-Za-z.+-]*");
  private static final Pattern RELEASE = Pattern.compile("RELEASE\\.[0-9TZ-]+|DEVELOPMENT\\.GOGET");
  private static final Duration LIMIT = Duration.ofMinutes(10); // sluice may build itself first

  private Versions() {}

  /// What a program says its version is, without what else it says.
  ///
  /// @throws RaceException if it cannot be run
  public static String of(Peer peer, Site site) throws RaceException, InterruptedException {
    Way way = peer.ways(Work.of(Task.VERSION), site).getFirst();
    Stopwatch stopwatch = new Stopwatch(site.home(), LIMIT);
    Usage usage = stopwatch.run(way);
    try {
      String said = Files.readString(site.home().resolve("out"));
      if (usage.exitCode() != 0) {
        throw new RaceException(peer.name() + " says no version: " + stopwatch.complaint());
      }
      Matcher release = RELEASE.matcher(said);
      Matcher number = NUMBER.matcher(said);
      return release.find() ? release.group() : number.find() ? number.group() : said.strip();
    } catch (IOException e) {
      throw new RaceException(peer.name() + ": " + e.getMessage(), e);
    }
  }

  /// The versions that `benchmarks/peers` wrote down: some programs do not know their own.
  public static Map<String, String> recorded(Path peers) throws IOException {
    Map<String, String> versions = new HashMap<>();
    Path file = peers.resolve("versions");
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      String[] pair = line.split(" ", 2);
      if (pair.length == 2) {
        versions.put(pair[0], pair[1]);
      }
    }
    return versions;
  }

  /// The commit that `project` stands at, with a word if files differ from it.
  public static String commit(Path project) throws IOException, InterruptedException {
    String commit = git(project, "rev-parse", "--short=12", "HEAD");
    return commit.isEmpty() || git(project, "status", "--porcelain", "-uno").isEmpty()
        ? commit
        : commit + " with changes";
  }

  private static String git(Path project, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("git", "-C", project.toString());
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? said.strip() : "";
  }
}
