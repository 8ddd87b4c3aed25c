package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run remembers of files for the next one. The files are the Java platform's own, which are
/// older than any test: of one that was just made nothing is believed.
final class RememberedFilesTest extends Bench {

  private static final Path OLD = Path.of(System.getProperty("java.home"), "conf");

  /// Others, whose change times are the kernel's own, and not an image's.
  private static final Path CHECKED_OUT =
      Path.of("src/main/java/dev/sluice/cli/output").toAbsolutePath();

  private static long count() throws IOException {
    return count(OLD);
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> !Files.isSymbolicLink(file)).count();
    }
  }

  private static boolean hasOwnChangeTimes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        if (changed.to(TimeUnit.NANOSECONDS) % 10_000_000 == 0) {
          return false;
        }
      }
      return true;
    }
  }

  private Program.Result sync(String... options) {
    return command("sync", options);
  }

  private Program.Result command(String name, String... options) {
    String[] head = {name, OLD + "/", "s3://b/conf/", "--cache-dir", folder + "/cache"};
    return run(Stream.concat(Stream.of(head), Stream.of(options)).toArray(String[]::new));
  }

  private void assertAllKnown(Program.Result result) throws IOException {
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("hash cache: " + count() + " files were not read, being as before")
        .contains("Seen " + count() + " = 0 done + ")
        .contains("skipped: " + count() + " up to date");
  }

  @Test
  void files_that_were_sent_are_not_read_by_the_next_run() throws IOException {
    assertThat(sync().out())
        .contains("Seen " + count() + " = " + count() + " done")
        .doesNotContain("hash cache");
    assertAllKnown(sync());
    assertAllKnown(sync());
  }

  @Test
  void so_are_files_that_were_read_to_be_compared() throws IOException {
    sync("--no-check-md5");
    assertThat(folder.resolve("cache")).doesNotExist();
    assertThat(sync().out()).contains("skipped: " + count() + " up to date").doesNotContain("hash");
    assertAllKnown(sync());
  }

  /// A link to a folder, under another name, is what a renamed folder is: its files bear the same
  /// stamps.
  @ParameterizedTest
  @ValueSource(strings = {"after", "before"})
  void the_files_of_a_renamed_folder_are_copied_and_none_of_them_is_read(String name)
      throws IOException {
    assumeTrue(hasOwnChangeTimes(CHECKED_OUT), "change times are made up here");
    long files = count(CHECKED_OUT);
    Path link = file("src/beginning", "content").resolveSibling("between");
    Files.createSymbolicLink(link, CHECKED_OUT);
    String[] there = {
      "sync", "@/src/", "s3://b/", "-F", "--cache-dir", folder + "/cache", "--cache-check", "strict"
    };
    assertThat(run(there).exitCode()).isZero();
    long sent = s3.server().requests().count(Operation.PUT_OBJECT);
    Files.move(link, link.resolveSibling(name.equals("after") ? "late" : "afore"));
    Program.Result result = run(there);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains(files + " copied at the destination")
        .contains("hash cache: " + files + " files were not read, being as before");
    assertThat(s3.server().requests().count(Operation.PUT_OBJECT)).isEqualTo(sent);
    assertThat(run(there).out())
        .contains(" = 0 done")
        .contains("hash cache: " + files + " files were not read, being as before");
  }

  @Test
  void objects_whose_etags_say_nothing_are_known_by_having_been_sent() throws IOException {
    s3.server().encryptWithKms("b");
    sync();
    assertAllKnown(sync());
  }

  @Test
  void large_files_are_known_in_the_parts_that_they_were_sent_in() throws IOException {
    Path modules = Path.of(System.getProperty("java.home"), "lib");
    String[] command = {
      "sync",
      modules + "/",
      "s3://b/lib/",
      "--cache-dir",
      folder + "/cache",
      "--exclude",
      "*",
      "--include",
      "ct.sym",
      "--include",
      "src.zip"
    };
    Program.Result first = run(command);
    assertThat(first.exitCode()).isZero();
    Program.Result second = run(command);
    assertThat(second.out()).contains("were not read, being as before").contains(" = 0 done");
  }

  @Test
  void a_verification_reads_what_is_known_all_the_same() throws IOException {
    sync();
    Program.Result result = command("verify");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("hash cache: 0 files").contains(count() + " looked at again");
    assertThat(command("verify", "--cache-recheck", "0%").out())
        .contains("hash cache: " + count() + " files were not read");
  }

  @Test
  void a_sample_of_what_is_known_is_read_all_the_same() throws IOException {
    sync();
    Program.Result result = command("verify", "--sample", "50%");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("hash cache: " + count() + " files were known, being as before")
        .contains("nothing is known of those of 0 others of equal size")
        .doesNotContain("the contents of 0 were compared")
        .doesNotContain("the contents of " + count() + " were compared");
  }

  @Test
  void a_cache_that_cannot_be_written_costs_a_line() throws IOException {
    file("cache", "a file in its place");
    Program.Result result = sync();
    assertThat(result.exitCode()).isZero();
    assertThat(result.errLines())
        .hasSize(1)
        .first()
        .asString()
        .contains("hash cache")
        .contains("cannot be");
  }

  @Test
  void without_a_cache_nothing_is_kept() {
    assertThat(run("sync", OLD + "/", "s3://b/conf/", "--no-cache").exitCode()).isZero();
    Program.Result refused = sync("--no-cache");
    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.err()).contains("--no-cache").contains("--cache-dir");
  }

  @Test
  void what_is_not_understood_is_refused() {
    assertThat(sync("--cache-check", "sometimes").exitCode()).isEqualTo(64);
    assertThat(sync("--cache-recheck", "101%").exitCode()).isEqualTo(64);
    assertThat(sync("--cache-recheck", "1.5%").exitCode()).isZero();
  }

  @Test
  void the_events_tell_what_was_known_and_why_the_rest_was_not() throws IOException {
    assertThat(sync("--json").out())
        .contains("\"cacheHits\":0,\"cacheHitBytes\":0,\"cacheMisses\":{\"new\":" + count() + "}");
    assertThat(sync("--json").out()).contains("\"cacheHits\":" + count() + ",");
  }

  @Test
  void the_cache_itself_is_neither_sent_nor_deleted_where_it_is_within_the_folder()
      throws IOException {
    file("src/a", "content");
    String[] there = {"sync", "@/src/", "s3://b/", "--cache-dir", folder + "/src/cache/hash"};
    run(there);
    assertThat(folder.resolve("src/cache/hash")).isNotEmptyDirectory();
    assertThat(run(there).out()).contains("Seen 1 = 0 done + 1 skipped + 0 failed");
    assertThat(s3.server().keys("b")).containsExactly("a");
    String[] back = {
      "sync", "s3://b/", "@/src/", "--cache-dir", folder + "/src/cache/hash", "--delete", "--force"
    };
    assertThat(run(back).exitCode()).isZero();
    assertThat(folder.resolve("src/cache/hash")).isNotEmptyDirectory();
  }
}
