package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.json.JsonReader;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What `rm` removes, what it leaves, and what it wants to be told before.
final class RmTest extends Bench {

  private void put(String... keys) {
    for (String key : keys) {
      s3.put("b", key, "12345");
    }
  }

  private List<String> keys() {
    return s3.server().keys("b");
  }

  @Test
  void exactly_one_object_is_removed() {
    put("p", "p-other", "p/a", "q");
    Program.Result result = run("rm", "s3://b/p", "--yes");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(keys()).containsExactly("p-other", "p/a", "q");
    assertThat(result.outLines().getFirst())
        .startsWith("s3://b/p: 1 object, 5 B, written from 20")
        .endsWith(" UTC");
    assertThat(result.outLines()).contains("Found 1 = 1 removed + 0 failed", "  removed: 1, 5 B");
    assertThat(run("rm", "s3://b/q", "--yes", "--quiet").out()).isEmpty();
  }

  @Test
  void a_prefix_is_refused_without_recursive_and_takes_nothing_that_only_begins_alike() {
    put("p-other", "p.txt", "p/a", "p/s/b", "p0");
    for (String location : new String[] {"s3://b/p", "s3://b/p/"}) {
      Program.Result refused = run("rm", location, "--yes");
      assertThat(refused.exitCode()).isEqualTo(64);
      assertThat(refused.err()).contains("did you mean  sluice rm s3://b/p/ --recursive  ?");
    }
    assertThat(run("rm", "s3://b", "--yes").err()).contains("rm s3://b --recursive  ?");
    assertThat(keys()).hasSize(5);
    assertThat(run("rm", "s3://b/p", "--recursive", "--yes").exitCode()).isZero();
    assertThat(keys()).containsExactly("p-other", "p.txt", "p0");
  }

  @Test
  void the_marker_of_a_prefix_goes_with_what_is_under_it() {
    put("a/p/", "a/p/x", "a/p/y/", "a/p//z", "a/p-other");
    assertThat(run("rm", "s3://b/a/p/", "--recursive", "--yes").exitCode()).isZero();
    assertThat(keys()).containsExactly("a/p-other");
  }

  @Test
  void what_is_an_object_and_a_prefix_is_asked_about() {
    put("p", "p/a");
    Program.Result result = run("rm", "s3://b/p", "-r", "--yes");
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("s3://b/p is an object and a prefix too");
    assertThat(keys()).hasSize(2);
  }

  @Test
  void without_yes_where_nobody_can_be_asked_nothing_is_removed() {
    put("p/a", "p/b");
    for (String json : new String[] {"--no-progress", "--json"}) {
      Program.Result result = run("rm", "s3://b/p/", "--recursive", json);
      assertThat(result.exitCode()).isEqualTo(73);
      assertThat(result.err()).contains("say --yes");
      assertThat(result.out()).contains("2");
    }
    assertThat(keys()).hasSize(2);
  }

  @Test
  void at_a_terminal_the_buckets_name_must_be_typed() {
    put("p/a", "p/b");
    List<String> asked = new ArrayList<>();
    for (String answer : new String[] {"y", "", "c"}) {
      Program.Result refused =
          s3.runAsked(
              question -> {
                asked.add(question);
                return answer;
              },
              "rm",
              "s3://b/p/",
              "-r");
      assertThat(refused.exitCode()).isEqualTo(73);
      assertThat(keys()).hasSize(2);
    }
    assertThat(asked)
        .hasSize(3)
        .allSatisfy(question -> assertThat(question).contains("bucket's name (b)"));
    assertThat(s3.runAsked(_ -> " b ", "rm", "s3://b/p/", "-r").exitCode()).isZero();
    assertThat(keys()).isEmpty();
  }

  @Test
  void a_dry_run_names_all_and_removes_nothing() {
    put("p/a", "p/b", "q");
    Program.Result result = run("rm", "s3://b/p/", "--recursive", "--dry-run");
    assertThat(result.exitCode()).isZero();
    assertThat(result.outLines())
        .contains(
            "would remove: s3://b/p/a",
            "would remove: s3://b/p/b",
            "Found 2 = 2 to remove + 0 failed",
            "  This was a dry run: nothing was changed.");
    assertThat(keys()).hasSize(3);
    assertThat(s3.server().requests().count(Operation.DELETE_OBJECTS)).isZero();
  }

  @Test
  void filters_and_age_choose_by_what_follows_the_prefix() {
    put("p/", "p/img/a.jpg", "p/img/b.png", "p/c.jpg");
    assertThat(
            run("rm", "s3://b/p/", "-r", "--yes", "--exclude", "*", "--include", "img/*.jpg")
                .exitCode())
        .isZero();
    assertThat(keys()).containsExactly("p/", "p/c.jpg", "p/img/b.png");
    Program.Result young = run("rm", "s3://b/p/", "-r", "--yes", "--older-than", "1h");
    assertThat(young.exitCode()).isZero();
    assertThat(young.outLines())
        .contains("Found 0 = 0 removed + 0 failed", "  3 others are left out by filters or age");
    assertThat(keys()).hasSize(3);
    assertThat(run("rm", "s3://b/p/", "-r", "--older-than", "7").err()).contains("write 90s");
  }

  @Test
  void nothing_there_is_an_error_with_what_is_near_but_for_an_empty_bucket() {
    put("photos/a");
    Program.Result result = run("rm", "s3://b/photo/", "-r", "--yes");
    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.err()).contains("there is s3://b/photos/");
    assertThat(run("rm", "s3://b/photo", "--yes").exitCode()).isEqualTo(66);
    assertThat(run("rm", "s3://nowhere/", "-r", "--yes").exitCode()).isEqualTo(66);
    assertThat(run("rm", "s3://c", "-r", "--yes").outLines())
        .contains("Found 0 = 0 removed + 0 failed");
    assertThat(keys()).containsExactly("photos/a");
  }

  @Test
  void only_buckets_are_meant() throws IOException {
    Path file = file("f", "x");
    Program.Result result = run("rm", file.toString(), "--yes");
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.errLines()).hasSize(1);
    assertThat(file).exists();
    assertThat(run("rm").exitCode()).isEqualTo(64);
  }

  @Test
  void a_listing_that_fails_half_way_removes_nothing() {
    for (int i = 0; i < 2500; i++) {
      put("p/%04d".formatted(i));
    }
    s3.server()
        .faults()
        .on(Operation.LIST_OBJECTS_V2)
        .from(2)
        .then(Fault.answer(403, "AccessDenied", "no"));
    Program.Result result = run("rm", "s3://b/p/", "-r", "--yes");
    assertThat(result.exitCode()).isEqualTo(77);
    assertThat(result.out()).doesNotContain("1,000 removed").contains("not attempted");
    assertThat(keys()).hasSize(2500);
    assertThat(s3.server().requests().count(Operation.DELETE_OBJECTS)).isZero();
  }

  @Test
  void an_answer_that_is_no_listing_removes_nothing() {
    put("p/a");
    s3.server()
        .faults()
        .on(Operation.LIST_OBJECTS_V2)
        .then(Fault.rewrite(answer -> answer.withText("")));
    assertThat(run("rm", "s3://b/p/", "-r", "--yes").exitCode()).isNotZero();
    assertThat(keys()).containsExactly("p/a");
  }

  @Test
  void what_was_replaced_since_it_was_listed_stays_and_is_named() {
    put("a", "b", "c");
    AtomicBoolean isReplaced = new AtomicBoolean();
    Program.Result result =
        s3.runAsked(
            _ -> {
              s3.put("b", "b", "another");
              isReplaced.set(true);
              return "b";
            },
            "rm",
            "s3://b",
            "-r");
    assertThat(isReplaced).isTrue();
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("left s3://b/b: it has been replaced since it was listed");
    assertThat(result.out()).contains("Found 3 = 2 removed + 1 left + 0 failed");
    assertThat(keys()).containsExactly("b");
  }

  @Test
  void where_versions_are_kept_objects_are_hidden_and_brought_back_by_the_list() throws Exception {
    s3.server().keepVersions("b");
    put("p/a", "p/b \u00e9\"\\", "q");
    Path list = folder.resolve("list");
    Program.Result result = run("rm", "s3://b/p/", "-r", "--yes", "--list", list.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out())
        .contains("hidden by delete markers, not gone: 2; sluice rm --undelete " + list);
    assertThat(keys()).containsExactly("q");
    List<String> lines = Files.readAllLines(list);
    assertThat(lines).hasSize(2);
    var line = JsonReader.object(lines.getFirst());
    assertThat(line)
        .containsEntry("bucket", "b")
        .containsEntry("key", "p/a")
        .containsEntry("bytes", 5.0)
        .containsEntry("version", null)
        .containsEntry("etag", "827ccb0eea8a706c4c34a16891f84e7b");
    assertThat(line.get("marker")).isNotNull();

    assertThat(run("rm", "--undelete", list.toString(), "--dry-run").out())
        .contains("would bring back: ");
    assertThat(keys()).hasSize(1);
    s3.server().delete("b", "q"); // a marker of somebody else's
    Program.Result back = run("rm", "--undelete", list.toString());
    assertThat(back.exitCode()).as(back.err()).isZero();
    assertThat(back.out()).contains("Found 2 = 2 brought back + 0 failed");
    assertThat(keys()).containsExactly("p/a", "p/b \u00e9\"\\");
  }

  @Test
  void all_versions_go_for_good_and_no_others() {
    s3.server().keepVersions("b");
    put("p/a", "p/a", "p/b", "p-other");
    s3.server().delete("b", "p/a");
    s3.server().delete("b", "p-other");
    put("p/");
    Program.Result result = run("rm", "s3://b/p/", "-r", "--all-versions", "--yes", "-v");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines().getFirst())
        .startsWith("s3://b/p/: 4 objects and 1 delete marker, 20 B");
    assertThat(result.outLines()).contains("Found 5 = 5 removed + 0 failed");
    Program.Result rest = run("rm", "s3://b", "-r", "--all-versions", "-n");
    assertThat(rest.out()).contains("Found 2 = 2 to remove").contains("s3://b/p-other (version ");
    assertThat(run("rm", "s3://b/p-other", "--all-versions", "--yes").exitCode()).isZero();
    assertThat(run("rm", "s3://b", "-r", "--all-versions", "-n").out()).contains("Found 0 = ");
  }

  @Test
  void what_is_locked_is_named_and_left_and_the_rest_goes() {
    s3.server().keepVersions("b");
    for (int i = 0; i < 40; i++) {
      put("k%02d".formatted(i));
    }
    for (int i = 0; i < 20; i++) {
      s3.server().hold("b", "k%02d".formatted(i));
    }
    Program.Result result = run("rm", "s3://b", "-r", "--all-versions", "--yes");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).contains("Found 40 = 20 removed + 20 left + 0 failed");
    assertThat(result.err())
        .contains("left s3://b/k00 (version ", "a retention period or a legal hold protects it");
    assertThat(keys()).hasSize(20);
  }

  @Test
  void what_is_denied_is_named_and_the_rest_goes() {
    put("a", "b", "c");
    s3.server()
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .then(
            Fault.rewrite(answer ->
                answer.withText(
                    answer
                        .text()
                        .replaceFirst(
                            "<Deleted><Key>b</Key></Deleted>",
                            "<Error><Key>b</Key><Code>AccessDenied</Code>"
                                + "<Message>no</Message></Error>"))));
    Program.Result result = run("rm", "s3://b", "-r", "--yes");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("ERROR: delete s3://b/b: no");
    assertThat(result.out()).contains("Found 3 = 2 removed + 1 failed");
  }

  @Test
  void a_service_without_version_listings_removes_what_is_seen() {
    put("p/a");
    s3.server()
        .faults()
        .on(Operation.LIST_OBJECT_VERSIONS)
        .then(Fault.answer(501, "NotImplemented", "no"));
    Program.Result result = run("rm", "s3://b/p/", "-r", "--all-versions", "--yes");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("the service lists no versions");
    assertThat(keys()).isEmpty();
  }

  @Test
  void requests_are_as_many_as_there_are_pages_and_thousands() {
    for (int i = 0; i < 20_000; i++) {
      put("some/deep/prefix/%05d".formatted(i));
    }
    long before = s3.server().requests().total();
    assertThat(run("rm", "s3://b/some/deep/prefix/", "-r", "--yes").exitCode()).isZero();
    assertThat(keys()).isEmpty();
    assertThat(s3.server().requests().total() - before).isBetween(40L, 60L);
  }

  @Test
  void json_tells_each_and_adds_up() {
    put("p/a", "p/b");
    List<String> types =
        run("rm", "s3://b/p/", "-r", "--yes", "--json").outLines().stream()
            .map(line -> String.valueOf(JsonReader.object(line).get("type")))
            .filter(type -> !type.equals("progress"))
            .toList();
    assertThat(types).containsExactly("start", "found", "removed", "removed", "summary");
    put("p/a");
    var summary =
        JsonReader.object(run("rm", "s3://b/p/a", "--yes", "--json").outLines().getLast());
    assertThat(summary)
        .containsEntry("command", "rm")
        .containsEntry("exitCode", 0.0)
        .containsEntry("found", 1.0)
        .containsEntry("done", 1.0)
        .containsEntry("doneBytes", 5.0)
        .containsEntry("addsUp", true);
    var error = JsonReader.object(run("rm", "s3://b/none", "--json").outLines().getLast());
    assertThat(error).containsEntry("type", "error").containsEntry("exitCode", 66.0);
  }

  @Test
  void a_list_that_cannot_be_written_removes_nothing() {
    put("a");
    Program.Result result = run("rm", "s3://b/a", "--yes", "--list", "@/none/list");
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(keys()).containsExactly("a");
    assertThat(run("rm", "--undelete", "@/none/list").exitCode()).isEqualTo(64);
  }

  @Test
  void a_file_that_is_no_list_undeletes_nothing() throws IOException {
    Path file = file("f", "{\"bucket\":\"b\"}\n");
    Program.Result result = run("rm", "--undelete", file.toString());
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("line 1");
  }
}
