package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:/b/x/",
        "s3//b/x/",
        "S3:/b",
        "s3:b",
        "arn:aws:s3:::b/x/",
        "s3://arn:aws:s3:eu-west-1:1:accesspoint/ap/x/",
        "host:/b/",
        "user@host:dir",
        "remote:b/",
        "https://b.s3.eu-west-1.amazonaws.com/x/",
        "file:///b/",
        "~/b/",
        "no-such-folder/x/",
        "s3/b/x/"
      })
  void what_is_nearly_an_address_never_becomes_a_folder(String destination) throws IOException {
    Program.Result result = run("sync", "@/dir/", destination);

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.errLines()).singleElement().asString().startsWith("sluice: ");
    assertThat(result.err()).contains(destination.replace("s3://arn", "arn"));
    assertThat(result.out()).isEmpty();
    int slash = destination.indexOf('/');
    assertThat(Path.of(slash < 0 ? destination : destination.substring(0, slash))).doesNotExist();
  }

  @Test
  void a_new_folder_of_one_name_is_taken_and_a_bucket_of_that_name_is_mentioned() {
    Program.Result result = run("sync", "@/dir/", "no-such-folder/", "--dry-run");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("a bucket is written s3://no-such-folder/");
    assertThat(run("sync", "@/dir/", "./no-such-folder/", "--dry-run").err())
        .doesNotContain("bucket");
    assertThat(run("sync", "@/dir/", "@/new/folder/", "--dry-run").err()).doesNotContain("bucket");
    assertThat(run("sync", "s3://c/p/", "no-such-folder/x/", "--dry-run").exitCode()).isZero();
  }

  @Test
  void a_local_source_that_is_not_there_may_have_been_meant_to_be_a_bucket() {
    assertThat(run("ls", "no-such-folder").err()).contains("s3://no-such-folder");
  }

  @Test
  void where_there_is_nothing_the_keys_that_begin_alike_are_named() {
    s3.put("c", "p/sub-1", "1");
    s3.put("c", "p/sub.x/y", "1");

    assertThat(run("ls", "s3://c/p/su").err())
        .contains(
            "there is no object at or under s3://c/p/su; there is s3://c/p/sub-1,"
                + " s3://c/p/sub.x/, s3://c/p/sub/");
    assertThat(run("ls", "s3://c/p/a/").err()).contains("; there is s3://c/p/a\n");
    assertThat(run("ls", "s3://c/zebra").err()).endsWith("under s3://c/zebra\n");
  }

  @Test
  void a_wildcard_in_a_location_is_explained() {
    Program.Result result = run("sync", "s3://c/p/*", "@/out/");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.err()).contains("write s3://c/p/ for all that is there");
  }

  @Test
  void a_link_to_a_file_is_followed_where_it_is_named_and_gives_its_own_name() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("current"), folder.resolve("dir/sub/b"));
    assertThat(run("sync", "@/current", "s3://b/q/").exitCode()).isZero();
    assertThat(run("sync", "@/current", "s3://b/key").exitCode()).isZero();
    assertThat(run("sync", "@/current", "@/out/").exitCode()).isZero();
    assertThat(s3.server().keys("b")).containsExactly("key", "q/current");
    assertThat(folder.resolve("out/current")).isRegularFile().hasContent("22");
    assertThat(run("ls", "@/current").out()).contains(" 2 ");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void a_link_to_a_folder_is_followed_where_it_is_named() throws IOException {
    Files.createSymbolicLink(folder.resolve("current"), folder.resolve("dir"));
    assertThat(run("sync", "@/current", "s3://b/q/").exitCode()).isZero();
    assertThat(run("sync", "@/current/", "s3://b/r/").exitCode()).isZero();
    assertThat(s3.server().keys("b"))
        .containsExactly("q/current/a", "q/current/sub/b", "r/a", "r/sub/b");
  }

  @Test
  void a_link_that_leads_nowhere_is_refused_on_either_side() throws IOException {
    Files.createSymbolicLink(folder.resolve("lost"), folder.resolve("nowhere"));
    Program.Result from = run("sync", "@/lost", "s3://b/q/");
    assertThat(from.exitCode()).isEqualTo(66);
    assertThat(from.err()).contains("a symbolic link that leads nowhere");
    Program.Result tree = run("sync", "s3://c/p/", "@/lost");
    assertThat(tree.exitCode()).isEqualTo(64);
    assertThat(tree.err()).contains("a symbolic link that leads nowhere");
    Program.Result single = run("sync", "s3://c/p/a", "@/lost");
    assertThat(single.exitCode()).isEqualTo(66);
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void a_destination_that_is_a_link_to_a_file_keeps_the_link_and_writes_the_file()
      throws IOException {
    Files.createSymbolicLink(folder.resolve("current"), folder.resolve("dir/a"));
    assertThat(run("sync", "s3://c/p/sub/b", "@/current").exitCode()).isZero();
    assertThat(folder.resolve("current")).isSymbolicLink();
    assertThat(folder.resolve("dir/a")).isRegularFile().hasContent("22");
  }

  /// Read as text, the folder would become another one, which a download would make.
  @Test
  void a_link_into_a_folder_whose_name_is_no_text_is_refused_on_either_side() throws Exception {
    String script =
        "f=$(printf 'odd\\377') && mkdir \"$f\" && echo 1 > \"$f/a\" && ln -s \"$f/a\" odd";
    Process made = new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start();
    assumeTrue(made.waitFor() == 0, "this file system holds UTF-8 only");

    Program.Result from = run("sync", "@/odd", "s3://b/q/");
    Program.Result to = run("sync", "s3://c/p/a", "@/odd");

    assertThat(from.exitCode()).isEqualTo(64);
    assertThat(from.err()).contains("the name is not text in this locale");
    assertThat(to.exitCode()).isEqualTo(64);
    assertThat(to.err()).contains("the name is not text in this locale");
    try (Stream<Path> names = Files.list(folder)) {
      assertThat(names.filter(each -> each.getFileName().toString().startsWith("odd"))).hasSize(2);
    }
  }

  @Test
  void one_place_under_two_names_is_noticed_before_anything_is_written() throws IOException {
    String url = String.valueOf(s3.server().endpoint());
    String other =
        url.contains("localhost")
            ? url.replace("localhost", "127.0.0.1")
            : url.replace("127.0.0.1", "localhost");
    Program.Result buckets =
        run("sync", "s3://c/p/", "s3://c/", "--delete", "--dest-endpoint-url", other);
    assertThat(buckets.err()).contains("overlap");
    assertThat(buckets.exitCode()).isEqualTo(64);

    Files.createSymbolicLink(folder.resolve("again"), folder.resolve("dir"));
    Program.Result folders = run("sync", "@/dir/", "@/again/sub/", "--delete");
    assertThat(folders.err()).contains("overlap");
    Program.Result files = run("sync", "@/dir/a", "@/again/a");
    assertThat(files.err()).contains("overlap");
    assertThat(folder.resolve("dir/sub/b")).exists();
  }
}
