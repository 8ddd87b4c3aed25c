package dev.sluice.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ToolsTest {

  @TempDir private static Path home;

  private static Stream<Tool> tools() {
    return Stream.of(
        new Sluice(Path.of("/programs/sluice")),
        new Rclone(Path.of("/programs/rclone")),
        new S3Sync(Path.of("/programs/s3sync")),
        new S5cmd(Path.of("/programs/s5cmd")),
        new Mc(Path.of("/programs/mc")),
        new AwsCli(Path.of("/programs/aws")),
        new S3cmd(Path.of("/programs/s3cmd")));
  }

  private static List<Task> tasks() {
    Path source = home.resolve("tree");
    return List.of(
        new Task.Upload(source, "b"),
        new Task.Copy("b", "c"),
        new Task.Download("b", home.resolve("down")),
        new Task.SendMissing(source, "b"),
        new Task.SendFew(source, "b"),
        new Task.Count("b"),
        new Task.Plan("b", home.resolve("empty")),
        new Task.PutLarge(home.resolve("large"), "b"),
        new Task.GetLarge("b", "k", home.resolve("down")),
        new Task.Version(),
        new Task.FirstRequest("b"));
  }

  @ParameterizedTest
  @MethodSource("tools")
  void every_way_has_a_name_of_its_own_and_begins_with_the_program(Tool tool) {
    for (Task task : tasks()) {
      List<Way> ways = tool.ways(task, site("http"));
      assertThat(ways.stream().map(Way::label)).doesNotHaveDuplicates();
      assertThat(ways)
          .allSatisfy(way -> {
            assertThat(way.label()).startsWith(tool.name());
            assertThat(way.command()).startsWith(tool.program().toString());
          });
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void shown_command_lines_name_no_path_and_no_port(Tool tool) {
    for (Task task : tasks()) {
      for (Way way : tool.ways(task, site("http"))) {
        assertThat(Printable.of(way, site("http"), home))
            .doesNotContain(home.toString())
            .doesNotContain("/programs/")
            .doesNotContain("4711");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("tools")
  void over_tls_every_program_is_told_the_authority(Tool tool) {
    for (Way way : tool.ways(new Task.Upload(home.resolve("tree"), "b"), site("https"))) {
      assertThat(way.environment().values()).contains(home.resolve("ca.pem").toString());
    }
  }

  private static Site site(String scheme) {
    return new Site(
        URI.create(scheme + "://127.0.0.1:4711"),
        scheme.equals("https") ? home.resolve("ca.pem") : null,
        home,
        Map.of());
  }
}
