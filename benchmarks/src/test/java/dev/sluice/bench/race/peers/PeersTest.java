package dev.sluice.bench.race.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public final class PeersTest {

  @TempDir private static Path home;

  private static Stream<Peer> peers() {
    return Peers.all(Path.of("/programs"), Path.of("/programs")).stream();
  }

  private static List<Work> works() {
    return Stream.of(Task.values()).map(PeersTest::work).toList();
  }

  private static Work work(Task task) {
    return Work.of(task)
        .at("source", home.resolve("tree"))
        .at("bucket", "b")
        .at("from-bucket", "c")
        .at("key", "k")
        .at("target", home.resolve("down"));
  }

  @ParameterizedTest
  @MethodSource("peers")
  void every_way_has_a_name_of_its_own_and_begins_with_the_program(Peer peer) {
    for (Work work : works()) {
      List<Way> ways = peer.ways(work, site("http"));
      assertThat(ways.stream().map(Way::label)).doesNotHaveDuplicates();
      assertThat(ways)
          .allSatisfy(way -> {
            assertThat(way.label()).startsWith(peer.name());
            assertThat(way.command()).startsWith(peer.program().toString());
          });
    }
  }

  @ParameterizedTest
  @MethodSource("peers")
  void shown_command_lines_name_no_path_and_no_port(Peer peer) {
    for (Work work : works()) {
      for (Way way : peer.ways(work, site("http"))) {
        assertThat(Printable.of(way, site("http"), home))
            .doesNotContain(home.toString())
            .doesNotContain("/programs/")
            .doesNotContain("4711");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("peers")
  void over_tls_every_program_is_told_the_authority(Peer peer) {
    for (Way way : peer.ways(work(Task.UPLOAD), site("https"))) {
      assertThat(way.environment().values()).contains(home.resolve("ca.pem").toString());
    }
  }

  @Test
  void every_program_with_a_line_in_the_tables_is_one_of_the_peers() {
    List<String> names = peers().map(Peer::name).toList();
    for (Task task : Task.values()) {
      assertThat(task.peers()).isSubsetOf(names);
    }
  }

  @Test
  void a_path_with_blanks_stays_one_argument_and_options_become_several() {
    Peer s5cmd = peers().filter(peer -> peer.name().equals("s5cmd")).findFirst().orElseThrow();
    Work work = Work.of(Task.UPLOAD).at("source", "/a tree").at("bucket", "b");
    assertThat(s5cmd.ways(work, site("http")).getFirst().command())
        .contains("/a tree/", "--numworkers", "128");
  }

  private static Site site(String scheme) {
    return new Site(
        URI.create(scheme + "://127.0.0.1:4711"),
        scheme.equals("https") ? home.resolve("ca.pem") : null,
        home,
        Map.of());
  }
}
