package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SyncTest extends Bench {

  @Test
  void a_dry_run_says_what_it_would_do_and_does_nothing() throws IOException {
    file("src/new", "123");
    s3.put("b", "p/old", "x");
    s3.put("b", "p/new2", "x");
    file("src/new2", "x");

    Program.Result result = run("sync", "@/src/", "s3://b/p/", "--delete", "-n");

    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines())
        .contains(
            "upload: '%s/src/new' -> 's3://b/p/new' (3 bytes, new) (dry run)".formatted(folder),
            "delete: 's3://b/p/old' (dry run)",
            "Seen 3 = 2 to do + 1 skipped + 0 failed",
            "  done: would upload 1 (3 B), would delete 1",
            "  This was a dry run: nothing was changed.");
    assertThat(s3.server().keys("b")).containsExactly("p/new2", "p/old");
  }

  @Test
  void what_the_source_lacks_goes_only_if_asked_for() throws IOException {
    file("src/a", "1");
    file("src/b", "1");
    s3.put("b", "p/old", "x");

    assertThat(run("sync", "@/src/", "s3://b/p/").exitCode()).isZero();
    assertThat(s3.server().keys("b")).contains("p/old");

    Program.Result result = run("sync", "@/src/", "s3://b/p/", "--delete-removed", "--verbose");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines()).contains("delete: 's3://b/p/old'", "  done: 1 deleted");
    assertThat(s3.server().keys("b")).containsExactly("p/a", "p/b");
  }

  @Test
  void an_empty_source_deletes_nothing_without_force() throws IOException {
    Files.createDirectories(folder.resolve("src"));
    s3.put("b", "p/old", "x");

    Program.Result refused = run("sync", "@/src/", "s3://b/p/", "--delete");
    assertThat(refused.exitCode()).isEqualTo(73);
    assertThat(refused.err()).contains("the source is empty; say --force");
    assertThat(refused.out()).contains("1 deletion withheld");
    assertThat(s3.server().keys("b")).containsExactly("p/old");

    assertThat(run("sync", "@/src/", "s3://b/p/", "--delete", "--force").exitCode()).isZero();
    assertThat(s3.server().keys("b")).isEmpty();
  }

  @Test
  void more_than_half_or_more_than_the_bound_deletes_nothing() throws IOException {
    file("src/a", "1");
    s3.put("b", "p/a", "1");
    s3.put("b", "p/x", "x");
    s3.put("b", "p/y", "x");

    Program.Result half = run("sync", "@/src/", "s3://b/p/", "--delete");
    assertThat(half.exitCode()).isEqualTo(73);
    assertThat(half.err()).contains("more than half");

    Program.Result bound =
        run("sync", "@/src/", "s3://b/p/", "--delete", "--force", "--max-delete", "1");
    assertThat(bound.exitCode()).isEqualTo(73);
    assertThat(bound.err()).contains("more than --max-delete 1");
    assertThat(s3.server().keys("b")).hasSize(3);
  }

  @Test
  void what_filters_leave_out_is_neither_sent_nor_deleted() throws IOException {
    file("src/a.jpg", "1");
    file("src/a.tmp", "1");
    file("src/deep/keep.tmp", "1");
    s3.put("b", "p/old.tmp", "x");
    s3.put("b", "p/old.jpg", "x");
    s3.put("b", "p/a.jpg", "1");

    Program.Result result =
        run(
            "sync",
            "@/src/",
            "s3://b/p/",
            "--delete",
            "--exclude",
            "*.tmp",
            "--include",
            "*/keep.tmp");

    assertThat(result.exitCode()).isZero();
    assertThat(s3.server().keys("b")).containsExactly("p/a.jpg", "p/deep/keep.tmp", "p/old.tmp");
    assertThat(result.out()).contains("2 excluded");
  }

  @Test
  void symbolic_links_are_counted_and_followed_only_if_asked_for() throws IOException {
    file("elsewhere/file", "1");
    file("src/a", "1");
    Files.createSymbolicLink(folder.resolve("src/link"), folder.resolve("elsewhere"));

    Program.Result skipped = run("sync", "@/src/", "s3://b/p/", "-v");
    assertThat(skipped.out())
        .contains("skip: '%s/src/link' (symbolic link, not followed)".formatted(folder));
    assertThat(s3.server().keys("b")).containsExactly("p/a");

    assertThat(run("sync", "@/src/", "s3://b/p/", "-F").exitCode()).isZero();
    assertThat(s3.server().keys("b")).containsExactly("p/a", "p/link/file");
  }

  @Test
  void a_name_with_a_newline_cannot_forge_a_line() throws IOException {
    file("src/a\nERROR: forged", "1");

    Program.Result result = run("sync", "@/src/", "s3://b/p/", "-v");

    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines()).noneMatch(line -> line.startsWith("ERROR"));
    assertThat(s3.server().keys("b")).containsExactly("p/a\nERROR: forged");
  }

  @Test
  void quiet_says_nothing_when_all_is_well() throws IOException {
    file("src/a", "1");

    Program.Result result = run("sync", "@/src/", "s3://b/p/", "--quiet");

    assertThat(result).isEqualTo(new Program.Result(0, "", ""));
  }

  @Test
  void storage_class_and_acl_go_with_what_is_written() throws IOException {
    file("src/a", "1");

    assertThat(
            run("sync", "@/src/", "s3://b/p/", "--storage-class", "standard_ia", "--acl-public")
                .exitCode())
        .isZero();
    assertThat(s3.server().head("b", "p/a").toString()).contains("STANDARD_IA");
  }

  @ParameterizedTest
  @CsvSource({
    "sha1, SHA1:NWoZK3kTsExUV00Ywo1G5jlUKKs=",
    "SHA256, SHA256:a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=",
    "CRC-64/NVME, CRC64NVME:"
  })
  void a_checksum_is_kept_with_what_is_written(String algorithm, String expected)
      throws IOException {
    file("src/a", "1");

    assertThat(run("sync", "@/src/", "s3://b/p/", "--checksum-algorithm", algorithm).exitCode())
        .isZero();
    assertThat(s3.server().head("b", "p/a").toString()).contains(expected);
  }

  @Test
  void every_line_of_json_is_an_event_and_the_summary_adds_up() throws IOException {
    file("src/new \"x\" 😀", "123");
    file("src/same", "1");
    s3.put("b", "p/same", "1");
    s3.put("b", "p/old", "1");

    Program.Result result = run("sync", "@/src/", "s3://b/p/", "--json", "--verbose", "--delete");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    List<Map<String, @Nullable Object>> events =
        result.outLines().stream().map(JsonReader::object).toList();
    assertThat(events.getFirst())
        .containsEntry("type", "start")
        .containsEntry("destination", "s3://b/p/");
    assertThat(events)
        .filteredOn(event -> "copied".equals(event.get("type")))
        .singleElement()
        .satisfies(event ->
            assertThat(event)
                .containsEntry("key", "new \"x\" 😀")
                .containsEntry("bytes", 3.0)
                .containsEntry("reason", "new")
                .containsEntry("method", "upload")
                .containsKey("etag")
                .doesNotContainKey("versionId"));
    assertThat(events).anyMatch(event -> "deleted".equals(event.get("type")));
    assertThat(events).anyMatch(event -> "up-to-date".equals(event.get("reason")));
    assertThat(events.getLast())
        .containsEntry("type", "summary")
        .containsEntry("exitCode", 0.0)
        .containsEntry("seen", 3.0)
        .containsEntry("addsUp", true);
  }

  @Test
  void a_failure_before_the_run_is_an_event_too() {
    Program.Result result = run("sync", "@/nope", "s3://b/p/", "--json");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(JsonReader.object(result.out().strip()))
        .containsEntry("type", "error")
        .containsEntry("exitCode", 66.0);
  }

  @Test
  void quiet_is_silent_when_all_is_well_and_tells_the_whole_sum_when_not() throws IOException {
    file("src/a", "1");
    file("src/b/c", "1");
    file("blocked/b/c/d", "a folder where a file is to be");
    run("sync", "@/src/", "s3://b/p/", "-q");

    assertThat(run("sync", "@/src/", "s3://b/p/", "-q")).isEqualTo(new Program.Result(0, "", ""));
    Program.Result failed = run("sync", "s3://b/p/", "@/blocked/", "-q");
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.outLines().get(0)).startsWith("s3://b/p/ -> ").endsWith("/blocked/");
    assertThat(failed.outLines().get(1)).startsWith("Seen ").contains("1 failed");
  }

  @Test
  void an_empty_source_is_not_said_to_have_passed_anything_over() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    s3.put("b", "p/a", "1");

    assertThat(run("sync", "@/empty/", "s3://b/p/").out()).doesNotContain("passed over");
  }

  @Test
  void json_has_its_progress_and_may_be_asked_for_it() throws IOException {
    file("src/a", "1");

    assertThat(run("sync", "@/src/", "s3://b/p/", "--json", "--progress").exitCode()).isZero();
  }
}
