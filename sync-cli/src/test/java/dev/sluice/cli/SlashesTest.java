package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The table of `docs/paths.md`.
final class SlashesTest extends Bench {

  @BeforeEach
  void aFolderAndObjects() throws IOException {
    file("dir/a", "1");
    file("dir/sub/b", "22");
    s3.put("c", "p/a", "1");
    s3.put("c", "p/sub/b", "22");
    s3.put("c", "p-other/x", "never");
  }

  @ParameterizedTest
  @CsvSource({
    "@/dir/, s3://b/q/, q/a q/sub/b",
    "@/dir, s3://b/q/, q/dir/a q/dir/sub/b",
    "@/dir/, s3://b, a sub/b",
    "@/dir, s3://b, dir/a dir/sub/b",
    "@/dir/., s3://b/q/, q/a q/sub/b",
    "@/dir/a, s3://b/q/, q/a",
    "@/dir/a, s3://b/q/key, q/key",
    "@/dir/a, s3://b, a",
    "s3://c/p/, s3://b/q/, q/a q/sub/b",
    "s3://c/p, s3://b/q/, q/p/a q/p/sub/b",
    "s3://c/p/sub/b, s3://b/q/, q/b",
    "s3://c/p/sub/b, s3://b/q/k, q/k",
    "s3://c, s3://b, p-other/x p/a p/sub/b"
  })
  void what_goes_to_a_bucket_lands_where_the_slashes_say(
      String source, String destination, String keys) {
    Program.Result result = run("sync", source, destination);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(s3.server().keys("b")).containsExactly(keys.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://c/p/, @/out/, out/a out/sub/b",
    "s3://c/p, @/out/, out/p/a out/p/sub/b",
    "s3://c/p/sub/b, @/out/, out/b",
    "s3://c/p/sub/b, @/one, one",
    "s3://c, @/out, out/p-other/x out/p/a out/p/sub/b"
  })
  void what_comes_to_a_folder_lands_where_the_slashes_say(
      String source, String destination, String files) {
    Program.Result result = run("sync", source, destination);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    for (String file : files.split(" ", -1)) {
      assertThat(folder.resolve(file)).isRegularFile();
    }
  }

  @Test
  void a_prefix_never_takes_a_neighbour_that_begins_alike() {
    assertThat(run("sync", "s3://c/p", "@/out/").exitCode()).isZero();

    assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**p-other**");
  }

  @ParameterizedTest
  @CsvSource({
    "@/dir, s3://b/q, must end in a slash: did you mean",
    "@/dir/, s3://b/q, must end in a slash: did you mean",
    "@/dir/a/, s3://b/q/, is a file; write it without the slash",
    "s3://c/p/, s3://c/p/inside/, overlap",
    "@/dir/, @/dir/sub/, overlap",
    "s3:///x, s3://b, s3:// needs a bucket",
    "sftp://host/x, s3://b, locations are local paths and s3://"
  })
  void what_makes_no_sense_is_refused_before_anything_is_sent(
      String source, String destination, String message) {
    Program.Result result = run("sync", source, destination);

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.errLines())
        .singleElement()
        .asString()
        .startsWith("sluice: ")
        .contains(message);
    assertThat(s3.server().keys("b")).isEmpty();
  }
}
