package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a user sees of what somebody else writes to the bucket during a run.
final class OvertakenTest extends Bench {

  @BeforeEach
  void makeFiles() throws IOException {
    file("src/a", "mine");
  }

  private void somebodyElseWritesBefore(Operation operation, String key) {
    s3.server()
        .faults()
        .on(operation)
        .first(1)
        .then(
            Fault.run(() -> s3.server().put("b", key, "theirs".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void it_is_left_as_it_is_and_the_line_says_what_to_do() {
    somebodyElseWritesBefore(Operation.PUT_OBJECT, "p/a");
    Program.Result result = run("sync", "@/src/", "s3://b/p/");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.outLines()).contains("Seen 1 = 0 done + 0 skipped + 1 failed");
    assertThat(result.err())
        .contains("write s3://b/p/a: somebody else has written or deleted it since it was listed")
        .contains("--overwrite-changed");
    assertThat(s3.get("b", "p/a")).isEqualTo("theirs");

    assertThat(run("sync", "@/src/", "s3://b/p/").exitCode()).isZero();
    assertThat(s3.get("b", "p/a")).isEqualTo("mine");
  }

  @Test
  void who_says_so_overwrites_it() {
    somebodyElseWritesBefore(Operation.PUT_OBJECT, "p/a");
    assertThat(run("sync", "@/src/", "s3://b/p/", "--overwrite-changed").exitCode()).isZero();
    assertThat(s3.get("b", "p/a")).isEqualTo("mine");
  }

  @Test
  void what_was_to_be_deleted_stays_if_somebody_else_has_written_it() {
    run("sync", "@/src/", "s3://b/p/");
    s3.server().put("b", "p/b", "old".getBytes(StandardCharsets.UTF_8));
    somebodyElseWritesBefore(Operation.DELETE_OBJECTS, "p/b");
    Program.Result result = run("sync", "@/src/", "s3://b/p/", "--delete");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("delete s3://b/p/b: somebody else");
    assertThat(s3.get("b", "p/b")).isEqualTo("theirs");

    somebodyElseWritesBefore(Operation.DELETE_OBJECTS, "p/b");
    assertThat(run("sync", "@/src/", "s3://b/p/", "--delete", "--overwrite-changed").exitCode())
        .isZero();
    assertThat(s3.server().keys("b")).containsExactly("p/a");
  }

  @Test
  void a_service_that_takes_no_condition_is_told_of_to_whoever_wants_to_know() throws IOException {
    String told = "objects are replaced whatever is there";
    assertThat(replacedWithoutCondition("1")).doesNotContain(told);
    assertThat(replacedWithoutCondition("2", "--verbose")).contains("INFO: ").contains(told);
    assertThat(replacedWithoutCondition("3", "--json"))
        .contains("\"type\":\"note\"")
        .contains(told);
    assertThat(replacedWithoutCondition("4", "--json", "--quiet")).doesNotContain(told);
  }

  /// What a run said.
  private String replacedWithoutCondition(String content, String... options) throws IOException {
    s3.server().put("b", "p/a", "old".getBytes(StandardCharsets.UTF_8));
    file("src/a", content);
    s3.server().faults().clear();
    s3.server()
        .faults()
        .on(Operation.PUT_OBJECT)
        .first(1)
        .then(new Fault.Answer(405, "MethodNotAllowed", "No such condition", Map.of()));
    String[] arguments = new String[3 + options.length];
    arguments[0] = "sync";
    arguments[1] = "@/src/";
    arguments[2] = "s3://b/p/";
    System.arraycopy(options, 0, arguments, 3, options.length);
    Program.Result result = run(arguments);
    assertThat(result.exitCode()).isZero();
    assertThat(s3.get("b", "p/a")).isEqualTo(content);
    return result.out() + result.err();
  }

  @Test
  void the_option_is_for_buckets_alone() {
    Program.Result result = run("sync", "@/src/", "@/dst/", "--overwrite-changed");
    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).contains("--overwrite-changed").contains("is a folder");
  }
}
