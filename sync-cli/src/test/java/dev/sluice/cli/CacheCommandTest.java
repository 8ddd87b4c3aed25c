package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `sluice cache`, as its users see it.
final class CacheCommandTest extends Bench {

  @BeforeEach
  void filesToRemember() throws IOException {
    file("one/sub/a", "1");
    file("one/b", "2");
    file("two/c", "3");
  }

  private Path root(String name) throws IOException {
    return folder.toRealPath().resolve(name);
  }

  private void remember(String name) {
    assertThat(
            run("sync", "@/" + name + "/", "s3://b/" + name + "/", "--cache-dir", folder + "/cache")
                .exitCode())
        .isZero();
  }

  private Program.Result cache(String action, String... rest) {
    Stream<String> arguments =
        Stream.of(rest).map(each -> each.startsWith("@/") ? folder + each.substring(1) : each);
    return Program.run(
        Stream.concat(Stream.of("cache", action, "--cache-dir", folder + "/cache"), arguments)
            .toArray(String[]::new));
  }

  /// The files of all caches that have rows.
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("cache"))) {
      return all.filter(file -> file.getFileName().toString().startsWith("log-")).sorted().toList();
    }
  }

  @Test
  void where_there_is_no_cache_it_is_said_and_all_is_well() {
    for (String action : List.of("info", "verify", "clear")) {
      assertThat(cache(action).out())
          .isEqualTo("There is no hash cache in " + folder + "/cache.\n");
      Program.Result one = cache(action, "@/one");
      assertThat(one.exitCode()).isZero();
      assertThat(one.out()).contains("There is no hash cache of " + folder + "/one in ");
    }
    assertThat(folder.resolve("cache")).doesNotExist();
  }

  @Test
  void info_tells_of_every_cache_or_of_those_asked_for() throws IOException {
    remember("one");
    remember("two");
    Program.Result all = cache("info");
    assertThat(all.exitCode()).isZero();
    assertThat(all.err()).isEmpty();
    assertThat(all.out())
        .contains(root("one") + "\n  2 files, 2 of them racy; ")
        .contains(root("two") + "\n  1 file, 1 of them racy; ")
        .contains(", 1 log; last written 20");
    assertThat(cache("info", "@/two").out()).startsWith(root("two") + "\n").doesNotContain("one");
    assertThat(cache("info", "@/two", "@/one").outLines()).hasSize(6);
  }

  @Test
  void a_root_within_another_has_that_ones_cache() throws IOException {
    remember("one");
    assertThat(cache("info", "@/one/sub").out())
        .startsWith(root("one") + ", which " + folder + "/one/sub is within\n");
    Program.Result cleared = cache("clear", "@/one/sub");
    assertThat(cleared.exitCode()).isEqualTo(2);
    assertThat(cleared.err()).contains("the cache of " + root("one") + " is left");
    assertThat(files()).hasSize(1);
  }

  @Test
  void a_root_that_is_gone_is_known_by_its_name() throws IOException {
    remember("two");
    Files.delete(folder.resolve("two/c"));
    Files.delete(folder.resolve("two"));
    assertThat(cache("info", "@/two").out()).startsWith(root("two") + "\n");
    assertThat(cache("clear", "@/two").exitCode()).isZero();
    assertThat(files()).isEmpty();
  }

  @Test
  void verify_names_what_is_damaged_and_leaves_with_1() throws IOException {
    remember("one");
    remember("two");
    assertThat(cache("verify").exitCode()).isZero();
    assertThat(cache("verify", "@/one").out())
        .startsWith(root("one") + ": 2 rows in 1 file, ")
        .endsWith(": sound\n");
    Path damaged = files().getFirst();
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length / 2] ^= 1;
    Files.write(damaged, bytes);
    Program.Result result = cache("verify");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("damaged: " + damaged + ": ").contains(": sound\n");
    assertThat(cache("verify", "--json").out())
        .contains("\"type\":\"cache-fault\"")
        .contains("\"fault\":\"damaged\"")
        .contains("\"sound\":false")
        .contains("\"sound\":true");
    assertThat(Files.readAllBytes(damaged)).isEqualTo(bytes);
  }

  @Test
  void clear_removes_the_caches_of_these_roots_or_all() throws IOException {
    remember("one");
    remember("two");
    assertThat(cache("clear", "@/one").out())
        .startsWith("removed: the cache of " + root("one") + " (");
    assertThat(files()).hasSize(1);
    assertThat(cache("clear").out()).startsWith("removed: the cache of " + root("two"));
    assertThat(folder.resolve("cache")).isEmptyDirectory();
    assertThat(root("one").resolve("b")).exists();
  }

  @Test
  void clear_leaves_what_a_run_writes_to_and_what_is_no_cache() throws IOException {
    remember("one");
    remember("two");
    file("cache/notes/base-000000000001", "a user's");
    file("cache/0123456789abcdef/notes", "a user's");
    Path living = files().getFirst();
    try (FileChannel held = FileChannel.open(living, StandardOpenOption.WRITE)) {
      held.lock();
      Program.Result result = cache("clear");
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains(" is left: a run is writing to it");
      assertThat(cache("info").out()).contains("; a run is writing to it\n");
      assertThat(cache("clear", "--json").out()).contains("\"removed\":false");
    }
    assertThat(files()).containsExactly(living);
    assertThat(folder.resolve("cache/notes/base-000000000001")).exists();
    assertThat(folder.resolve("cache/0123456789abcdef/notes")).exists();
  }

  @Test
  void events_say_the_same() throws IOException {
    remember("two");
    assertThat(cache("info", "--json", "@/two").out())
        .startsWith("{\"type\":\"cache\",\"root\":\"" + root("two") + "\",\"asked\":\"")
        .contains("\"files\":1,\"racy\":1,\"bytes\":")
        .contains("\"beingWritten\":false");
    assertThat(cache("clear", "--json").out())
        .contains("\"type\":\"cache-cleared\"")
        .contains("\"asked\":null");
    assertThat(cache("info", "--json").out()).startsWith("{\"type\":\"no-cache\"");
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThat(cache("info", "@/one/b").exitCode()).isEqualTo(64);
    assertThat(cache("info", "s3://b/").err()).contains("s3://b/ is no folder of this machine");
    assertThat(Program.run("cache", "info", "--cache-dir", folder + "/one/b").exitCode())
        .isEqualTo(64);
    assertThat(Program.run("cache").err()).contains("say what to do: info, verify or clear");
    assertThat(Program.run("cache", "clean").err()).contains("did you mean clear?");
    assertThat(Program.run("cache", "rm").err()).contains("cache does not rm");
    assertThat(Program.run("cache", "info", "--help").out())
        .contains("sluice cache info [OPTION]... [ROOT]...");
  }
}
