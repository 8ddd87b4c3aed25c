package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a bucket gets another name, and when the old one goes.
final class RenameTest extends Bench {

  private void put(String bucket, String... keys) {
    for (String key : keys) {
      s3.put(bucket, key, "content of " + key);
    }
  }

  private Program.Result rename(String... more) {
    String[] args = new String[3 + more.length];
    args[0] = "rename";
    args[1] = "s3://b";
    args[2] = "s3://new";
    System.arraycopy(more, 0, args, 3, more.length);
    return run(args);
  }

  private List<String> buckets() {
    return s3.server().bucketNames();
  }

  @Test
  void the_new_one_gets_what_is_in_the_old_one_and_the_old_one_stays() {
    put("b", "a", "d/", "d/x", "e//y");
    Program.Result result = rename();
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(s3.server().keys("new")).containsExactly("a", "d/", "d/x", "e//y");
    assertThat(s3.server().keys("b")).hasSize(4);
    assertThat(s3.server().requests().count(Operation.GET_OBJECT)).isZero();
    assertThat(result.outLines())
        .contains(
            "s3://b -> s3://new, which is to be made",
            "Made s3://new.",
            "Copied 4 of 4 objects.",
            "Compared 4 objects: 0 differ.");
    assertThat(rename().out()).contains("which is there", "Copied 0 of 4 objects.");
  }

  @Test
  void with_delete_old_it_goes_when_its_name_was_typed() {
    put("b", "a", "d/x");
    assertThat(rename("--delete-old").exitCode()).isEqualTo(73);
    assertThat(s3.server().keys("b")).hasSize(2);
    assertThat(s3.runAsked(_ -> "new", "rename", "s3://b", "s3://new", "--delete-old").exitCode())
        .isEqualTo(73);
    assertThat(s3.server().keys("b")).hasSize(2);
    Program.Result result = s3.runAsked(_ -> "b", "rename", "s3://b", "s3://new", "--delete-old");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(buckets()).doesNotContain("b").contains("new");
    assertThat(s3.get("new", "d/x")).isEqualTo("content of d/x");
  }

  @Test
  void histories_go_with_it() {
    s3.server().keepVersions("b");
    put("b", "a", "a", "b");
    s3.put("b", "a", "newest");
    assertThat(run("rm", "s3://b/b", "--yes").exitCode()).isZero();
    Program.Result refused = rename("--delete-old", "--yes");
    assertThat(refused.exitCode()).isEqualTo(64);
    assertThat(refused.err()).contains("say --all-versions");
    assertThat(buckets()).doesNotContain("new");

    Program.Result result = rename("--all-versions", "--delete-old", "--yes");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines())
        .contains(
            "Copied 5 versions and delete markers of 2 of 2 keys.",
            "Removed 5 versions and delete markers.",
            "Removed s3://b.");
    assertThat(buckets()).doesNotContain("b");
    assertThat(s3.server().keys("new")).containsExactly("a");
    assertThat(s3.get("new", "a")).isEqualTo("newest");
    Program.Result removed =
        run("rm", "s3://new", "--recursive", "--all-versions", "--dry-run", "--json");
    assertThat(removed.out()).contains("\"found\":5", "\"deleteMarkers\":1");
  }

  @Test
  void settings_go_with_it_and_the_policy_names_the_new_one() {
    put("b", "a");
    s3.server()
        .policy(
            "b",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}\
            """);
    Program.Result result = rename();
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines()).contains("  set: policy", "Set policy.");
    Program.Result audit = run("acl", "audit", "s3://new", "--json");
    assertThat(audit.out()).contains("\"policy\":\"set\"");
  }

  @Test
  void a_bucket_with_something_else_is_refused_and_nothing_is_changed() {
    put("b", "a");
    s3.server().createBucket("new");
    put("new", "mine");
    Program.Result result = rename("--delete-old", "--yes");
    assertThat(result.exitCode()).isEqualTo(73);
    assertThat(result.err()).contains("s3://new is there, and is no copy under way");
    assertThat(s3.server().keys("new")).containsExactly("mine");
    assertThat(s3.server().keys("b")).containsExactly("a");
  }

  @Test
  void what_could_not_be_copied_keeps_the_old_one_and_the_next_run_goes_on() {
    put("b", "a", "c", "d");
    s3.server()
        .faults()
        .on(Operation.COPY_OBJECT)
        .key("c")
        .then(Fault.answer(403, "AccessDenied", "no"));
    Program.Result result = rename("--delete-old", "--yes");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(s3.server().keys("b")).hasSize(3);
    s3.server().faults().clear();
    assertThat(rename("--delete-old", "--yes").exitCode()).isZero();
    assertThat(buckets()).doesNotContain("b");
    assertThat(s3.server().keys("new")).containsExactly("a", "c", "d");
  }

  @Test
  void what_is_written_to_the_old_one_meanwhile_keeps_it() {
    put("b", "a", "c");
    s3.server()
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .first(1)
        .then(Fault.run(() -> s3.server().put("b", "z", "late".getBytes(StandardCharsets.UTF_8))));
    Program.Result result = rename("--delete-old", "--yes");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("s3://b stays: something has been written there meanwhile");
    assertThat(s3.server().keys("b")).containsExactly("z");
  }

  @Test
  void what_is_written_to_the_new_one_before_the_removal_stays_there_and_keeps_the_old_one() {
    put("b", "a", "c");
    Program.Result result =
        s3.runAsked(
            _ -> {
              s3.put("new", "a", "written to the new one by now");
              return "b";
            },
            "rename",
            "s3://b",
            "s3://new",
            "--delete-old");
    assertThat(s3.get("new", "a")).isEqualTo("written to the new one by now");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
    assertThat(result.err()).contains("nothing was removed: 1 object differs");
    assertThat(s3.server().keys("b")).containsExactly("a", "c");
  }

  @Test
  void what_only_the_new_one_has_by_then_keeps_nothing() {
    put("b", "a", "c");
    Program.Result result =
        s3.runAsked(
            _ -> {
              s3.put("new", "z", "written to the new one by now");
              return "b";
            },
            "rename",
            "s3://b",
            "s3://new",
            "--delete-old");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(buckets()).doesNotContain("b");
    assertThat(s3.server().keys("new")).containsExactly("a", "c", "z");
  }

  @Test
  void a_bucket_that_has_more_gets_no_settings_of_another() {
    put("b", "a");
    s3.server()
        .policy(
            "b",
            """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}\
            """);
    s3.server().createBucket("new");
    put("new", "a", "mine");
    Program.Result result = rename("--delete-old", "--yes");
    assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(73);
    assertThat(result.err()).contains("it has more than s3://b, and other settings: policy");
    assertThat(run("acl", "audit", "s3://new", "--json").out())
        .doesNotContain("\"policy\":\"set\"");
    assertThat(s3.server().keys("b")).containsExactly("a");
  }

  @Test
  void a_dry_run_says_what_would_be_and_makes_nothing() {
    put("b", "a");
    Program.Result result = rename("--dry-run", "--delete-old");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("which is to be made", "nothing was changed");
    assertThat(buckets()).doesNotContain("new").contains("b");
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThat(run("rename", "s3://b", "s3://b").exitCode()).isEqualTo(64);
    assertThat(run("rename", "s3://b/p/", "s3://new").exitCode()).isEqualTo(64);
    assertThat(run("rename", "s3://none", "s3://new").exitCode()).isEqualTo(66);
    assertThat(buckets()).doesNotContain("new");
  }
}
