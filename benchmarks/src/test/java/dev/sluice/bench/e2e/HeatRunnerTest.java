package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

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
final class HeatRunnerTest {

  private static final int FILES = 5;
  private static final int SIZE_BYTES = 10;

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
        Jobs.all(Sizes.DEFAULT).stream()
            .filter(j -> j.name().equals("upload"))
            .findFirst()
            .orElseThrow();
    try (BenchServer server = BenchServer.start(job.needs(), folder);
        Remote remote = new Remote(server.endpoint(), Clients.trusting(null))) {
      Site site = new Site(server.endpoint(), null, folder.resolve("home"), Map.of());
      Arena arena = new Arena(site, remote, new Trees(folder), folder, 1);
      Event event = new UploadEvent(arena, FILES, SIZE_BYTES, "");
      Task task = event.task(1);
      Path tree = ((Task.Upload) task).source();
      Way way = new Way("fake", program.command(server.endpoint(), tree), Map.of());
      return new HeatRunner(job, event, arena).run(way, task, event.units(1), 1);
    }
  }
}
