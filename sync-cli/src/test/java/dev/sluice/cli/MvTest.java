package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What `mv` sends, removes and says.
final class MvTest extends Bench {

  private List<String> keys(String bucket) {
    return s3.server().keys(bucket);
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(folder.resolve("src"))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void a_folder_goes_to_a_bucket_and_its_root_stays() throws IOException {
    file("src/a", "1");
    file("src/d/b", "22");
    Program.Result result = run("mv", "@/src/", "s3://b/p/");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(keys("b")).containsExactly("p/a", "p/d/b");
    assertThat(folder.resolve("src")).isEmptyDirectory();
    assertThat(result.outLines())
        .contains("Seen 2 = 2 done + 0 skipped + 0 failed", "  at the source: 2 removed (3 B)");
  }

  @Test
  void a_prefix_goes_to_a_folder() {
    s3.put("b", "p/a", "1");
    s3.put("b", "p/d/b", "22");
    s3.put("b", "p-other", "3");
    Program.Result result = run("mv", "s3://b/p/", "@/src/", "--verbose");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(folder.resolve("src/d/b")).hasContent("22");
    assertThat(keys("b")).containsExactly("p-other");
    assertThat(result.outLines()).contains("removed: 's3://b/p/a'");
  }

  @Test
  void an_object_gets_another_name_within_the_service() {
    s3.put("b", "a", "1");
    s3.put("b", "ab", "2");
    assertThat(run("mv", "s3://b/a", "s3://c/x").exitCode()).isZero();
    assertThat(s3.get("c", "x")).isEqualTo("1");
    assertThat(keys("b")).containsExactly("ab");
    assertThat(s3.server().requests().count(Operation.GET_OBJECT)).isZero();
  }

  @Test
  void an_object_that_somebody_writes_after_it_was_copied_stays() {
    s3.put("b", "p/a", "mine");
    s3.put("b", "p/b", "mine");
    s3.server()
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .first(1)
        .then(
            Fault.run(() -> s3.server().put("b", "p/a", "new!".getBytes(StandardCharsets.UTF_8))));
    Program.Result result = run("mv", "s3://b/p/", "s3://c/p/");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(keys("b")).containsExactly("p/a");
    assertThat(s3.get("b", "p/a")).isEqualTo("new!");
    assertThat(result.err())
        .contains("WARNING: left s3://b/p/a: it has changed since it was copied");
    assertThat(result.outLines())
        .contains(
            "  at the source: 1 removed (4 B), 1 left",
            "  left at the source: 1, it has changed since it was copied");
    assertThat(run("mv", "s3://b/p/", "s3://c/p/").exitCode()).isZero();
    assertThat(s3.get("c", "p/a")).isEqualTo("new!");
    assertThat(keys("b")).isEmpty();
  }

  @Test
  void so_it_does_at_a_service_that_compares_no_etags_in_deletions() {
    for (int i = 0; i < 3; i++) {
      s3.put("b", "p/" + i, "mine");
    }
    s3.server()
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .first(1)
        .then(
            Fault.run(() -> s3.server().put("b", "p/1", "new!".getBytes(StandardCharsets.UTF_8))),
            new Fault.Answer(405, "MethodNotAllowed", "no ETags here", Map.of()));
    Program.Result result = run("mv", "s3://b/p/", "s3://c/p/");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(keys("b")).containsExactly("p/1");
    assertThat(s3.server().requests().count(Operation.HEAD_OBJECT)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void what_arrived_damaged_keeps_its_source() throws IOException {
    Path a = file("src/a", "12345");
    file("src/b", "54321");
    s3.server().faults().on(Operation.PUT_OBJECT).key("p/a").then(Fault.corruptRequestByte(2));
    Program.Result result = run("mv", "@/src/", "s3://b/p/");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(files()).containsExactly(a);
  }

  @Test
  void in_a_bucket_with_versions_it_is_hidden_and_the_list_brings_it_back() throws IOException {
    s3.server().keepVersions("b");
    s3.put("b", "p/a", "1");
    Path list = folder.resolve("list");
    Program.Result result = run("mv", "s3://b/p/", "@/dst/", "--list", list.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines()).contains("  hidden by delete markers at the source, not gone: 1");
    assertThat(Files.readString(list)).contains("\"key\":\"p/a\"");
    assertThat(keys("b")).isEmpty();
    assertThat(run("rm", "--undelete", list.toString(), "--yes").exitCode()).isZero();
    assertThat(s3.get("b", "p/a")).isEqualTo("1");
  }

  @Test
  void a_dry_run_names_both_and_changes_nothing() throws IOException {
    file("src/a", "1");
    Program.Result result = run("mv", "@/src/", "s3://b/p/", "--dry-run");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("upload: ", "(dry run)", "remove: ", "  at the source: would remove 1");
    assertThat(files()).hasSize(1);
    assertThat(keys("b")).isEmpty();
  }

  @Test
  void a_link_stays_and_what_filters_leave_out() throws IOException {
    file("src/a.jpg", "1");
    file("src/b.txt", "1");
    Files.createSymbolicLink(folder.resolve("src/link"), Path.of("b.txt"));
    Program.Result result = run("mv", "@/src/", "s3://b/p/", "--exclude", "*.txt");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(keys("b")).containsExactly("p/a.jpg");
    assertThat(folder.resolve("src/link")).isSymbolicLink();
    assertThat(files()).hasSize(2);
  }

  @Test
  void places_that_overlap_are_refused() throws IOException {
    file("src/a", "1");
    s3.put("b", "p/a", "1");
    assertThat(run("mv", "@/src/", "@/src/sub/").exitCode()).isEqualTo(64);
    assertThat(run("mv", "s3://b/p/", "s3://b/p/q/").exitCode()).isEqualTo(64);
    assertThat(run("mv", "s3://b/p/a", "s3://b/p/a").exitCode()).isEqualTo(64);
    assertThat(files()).hasSize(1);
    assertThat(keys("b")).containsExactly("p/a");
  }

  @Test
  void a_list_is_for_objects() throws IOException {
    file("src/a", "1");
    Program.Result result = run("mv", "@/src/", "s3://b/p/", "--list", "@/list");
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("--list is for objects");
    assertThat(files()).hasSize(1);
  }

  @Test
  void programs_are_told_of_each() throws IOException {
    file("src/a", "1");
    Program.Result result = run("mv", "@/src/", "s3://b/p/", "--json");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .contains("\"type\":\"removed\"", "\"removable\":1,\"removed\":1,\"removedBytes\":1");
  }
}
