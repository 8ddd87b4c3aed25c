package dev.sluice.bench.race.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.data.Trees;
import dev.sluice.bench.race.jobs.Arena;
import dev.sluice.bench.race.jobs.Event;
import dev.sluice.bench.race.jobs.Job;
import dev.sluice.bench.race.jobs.Jobs;
import dev.sluice.bench.race.jobs.Sizes;
import dev.sluice.bench.race.peers.Site;
import dev.sluice.bench.race.peers.Way;
import dev.sluice.bench.race.peers.Work;
import dev.sluice.bench.race.server.BenchServer;
import dev.sluice.bench.race.server.Clients;
import dev.sluice.bench.race.server.Remote;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Programs that do nothing, too little, or what they should, against the real server.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the race measures by GNU time and /proc")
public final class HeatRunnerTest {

  private static final int FILES = 5;
  private static final Sizes SIZES = new Sizes(FILES, 10, 1, 1, 1, 1, 1);

  @TempDir private Path folder;

  @BeforeEach
  void makeHome() throws Exception {
    Files.createDirectories(folder.resolve("home"));
  }

  @Test
  void a_program_that_sends_nothing_has_no_result() throws Exception {
    Heat heat = upload(shell("true"));

    assertThat(heat.counts()).isFalse();
    assertThat(heat.problem()).contains("expected 5 objects", "found 0 objects");
  }

  @Test
  void a_program_that_fails_has_no_result_and_is_quoted() throws Exception {
    Heat heat = upload(shell("echo it is broken >&2; exit 3"));

    assertThat(heat.counts()).isFalse();
    assertThat(heat.problem()).contains("left with 3", "it is broken");
  }

  @Test
  void a_program_that_sends_all_is_measured_and_its_requests_are_counted() throws Exception {
    Heat heat = upload(SENDING_ALL);

    assertThat(heat.problem()).isNull();
    assertThat(heat.counters().of("PutObject")).isEqualTo(FILES);
    assertThat(heat.usage().peakKib()).isPositive();
  }

  /// Makes a command from the server's address and the tree.
  private interface Program {
    List<String> command(URI endpoint, Path tree);
  }

  private static final Program SENDING_ALL =
      (endpoint, tree) ->
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              SendAll.class.getName(),
              endpoint.toString(),
              tree.toString());

  private static Program shell(String script) {
    return (_, _) -> List.of("/bin/sh", "-c", script);
  }

  private Heat upload(Program program) throws Exception {
    Job job =
        Jobs.all(SIZES).stream().filter(j -> j.name().equals("upload")).findFirst().orElseThrow();
    try (BenchServer server = BenchServer.start(job.needs(), folder);
        Remote remote = new Remote(server.endpoint(), Clients.trusting(null))) {
      Site site = new Site(server.endpoint(), null, folder.resolve("home"), Map.of());
      Arena arena = new Arena(site, remote, new Trees(folder), folder, 1);
      Event event = job.events().in(arena).getFirst();
      Work work = event.work(1);
      Path tree = Path.of(work.place("source"));
      Way way = new Way("fake", program.command(server.endpoint(), tree), Map.of());
      return new HeatRunner(job, event, arena).run(way, work, event.units(1), 1);
    }
  }
}
