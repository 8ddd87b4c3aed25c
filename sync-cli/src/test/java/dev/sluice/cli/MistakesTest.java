package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong ends as one line and the right exit code.
final class MistakesTest extends Bench {

  @BeforeEach
  void aFolder() throws IOException {
    file("src/a", "1");
  }

  private static void endsAsOneLine(Program.Result result, int exitCode, String message) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(exitCode);
    assertThat(result.errLines()).singleElement().asString().startsWith("sluice: ");
    assertThat(result.err()).contains(message).doesNotContain("\tat ");
    assertThat(result.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--check-md5 --no-check-md5",
        "--check-md5 --size-only",
        "--delete --no-delete-removed",
        "--verbose --quiet",
        "--progress --no-progress",
        "--acl-private --acl-public"
      })
  void flags_that_contradict_each_other_are_refused(String flags) {
    String[] given = flags.split(" ", -1);

    endsAsOneLine(
        run("sync", "@/src/", "s3://b/p/", given[0], given[1]), 64, "contradict each other");
  }

  /// It may be a secret.
  @Test
  void a_value_of_an_option_that_takes_none_is_not_shown() {
    Program.Result result = run("configure", "--secret-key-stdin=hush-hush");

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err())
        .contains("--secret-key-stdin takes no value")
        .doesNotContain("hush-hush");
  }

  @ParameterizedTest
  @CsvSource({
    "--limit-rate, 5x, not an amount of bytes",
    "--limit-rate, 0, out of range",
    "--workers, 0, from 1 to",
    "--list-workers, 0, from 1 to",
    "--max-delete, -1, not a number of entries",
    "--exclude-from, /no/such/file, cannot be read",
    "--rexclude, [, not a valid pattern",
    "--source-endpoint-url, host:9000, write a whole address",
    "--storage-class, '', the value is empty",
    "--checksum-algorithm, md5, 'crc64nvme, crc32c, crc32, sha1 or sha256'",
    "--checksum-algorithm, '', 'crc64nvme, crc32c, crc32, sha1 or sha256'"
  })
  void values_that_mean_nothing_are_refused_by_name(String flag, String value, String message) {
    endsAsOneLine(run("sync", "@/src/", "s3://b/p/", flag, value), 64, message);
  }

  @Test
  void an_include_that_changes_nothing_is_refused_with_the_remedy() {
    endsAsOneLine(
        run("sync", "@/src/", "s3://b/p/", "--include", "*.jpg", "--exclude", "*"),
        64,
        "put it behind the excludes");
    endsAsOneLine(
        run("sync", "@/src/", "s3://b/p/", "--include", "*.jpg"), 64, "put --exclude '*' before");
  }

  @Test
  void an_acl_for_a_folder_is_refused() {
    endsAsOneLine(run("sync", "s3://b", "@/out/", "--acl-public"), 64, "destinations in S3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sync --colour", "sync a", "sync a b c", "sink a b", "sync a b --workers x"})
  void a_command_line_that_cannot_be_read_comes_with_a_hint(String line) {
    Program.Result result = Program.run(line.split(" ", -1));

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.errLines()).hasSize(2);
    assertThat(result.errLines().get(0)).startsWith("sluice: ");
    assertThat(result.errLines().get(1)).startsWith("Try  sluice").endsWith("for the options.");
  }

  @ParameterizedTest
  @CsvSource({
    "sync a b --dleete, unknown option --dleete; did you mean --delete?",
    "sync a b --no_check_md5, did you mean --no-check-md5?",
    "sync a b --exclud x, did you mean --exclude",
    "synk a b, there is no command synk; did you mean sync?",
    "cp a b, 'there is no command cp: write  sluice sync SRC DST'",
    "del a, sluice rm s3://bucket/key",
    "--configure, write  sluice configure",
    "sync a b c, 'sync takes SRC and DST and no more; left over: c. If the shell expanded a *'",
    "mb s3://a s3://b, 'left over: s3://b'",
    "sync a b --workers many, --workers many: not a whole number",
    "sync a b --grace 1e9, --grace 1e9: not a whole number"
  })
  void a_mistyped_command_line_is_answered_with_what_was_probably_meant(
      String line, String expected) {
    Program.Result result = Program.run(line.split(" ", -1));

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.errLines().get(0)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sync a b --secret_key=TOPSECRET",
        "sync a b --secret_key TOPSECRET",
        "sync a b -kTOPSECRET",
        "--secret-key=TOPSECRET sync a b",
        "sync a b --secret_key=TOPSECRET --debug",
        "ls --access-key=TOPSECRET",
        "nonsense --secret_key=TOPSECRET"
      })
  void the_value_of_an_unknown_option_is_never_shown(String line) {
    Program.Result result = Program.run(line.split(" ", -1));

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.err()).startsWith("sluice: unknown option -").doesNotContain("TOPSECRET");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void help_and_version_are_commands_too() {
    assertThat(Program.run("help")).isEqualTo(Program.run("--help"));
    assertThat(Program.run("help", "sync")).isEqualTo(Program.run("sync", "--help"));
    assertThat(Program.run("version")).isEqualTo(Program.run("--version"));
    assertThat(Program.run("help", "sync").exitCode()).isZero();
  }

  @Test
  void without_a_command_there_is_nothing_to_do() {
    assertThat(Program.run().exitCode()).isEqualTo(64);
  }

  @Test
  void a_source_that_is_not_there_is_no_empty_source() {
    endsAsOneLine(run("sync", "@/nope/", "s3://b/p/", "--delete"), 66, "no such source");
    endsAsOneLine(run("sync", "s3://b/none/", "@/out/"), 66, "no object at or under");
    endsAsOneLine(run("sync", "s3://absent/", "@/out/"), 66, "s3://absent");
    endsAsOneLine(run("sync", "@/src/", "s3://absent/"), 66, "s3://absent");
  }

  @Test
  void a_wrong_key_is_not_permitted() {
    S3Fixture.credentials("access", "wrong");

    endsAsOneLine(run("sync", "@/src/", "s3://b/p/"), 77, "s3://b/p/");
  }

  @Test
  void a_service_that_does_not_answer_is_unreachable() {
    endsAsOneLine(
        Program.run("sync", folder + "/src/", "s3://b/p/", "--endpoint-url", "http://127.0.0.1:1"),
        69,
        "127.0.0.1:1");
  }

  @Test
  void debug_shows_where_it_was() {
    Program.Result result = run("sync", "@/nope/", "s3://b/p/", "--debug");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.err()).contains("\tat dev.sluice");
    assertThat(result.errLines().getLast()).startsWith("sluice: no such source");
  }

  @Test
  void flags_may_be_repeated_and_the_last_value_counts() {
    assertThat(
            run("sync", "@/src/", "s3://b/p/", "-v", "-v", "--workers", "0", "--workers", "2")
                .exitCode())
        .isZero();
  }
}
