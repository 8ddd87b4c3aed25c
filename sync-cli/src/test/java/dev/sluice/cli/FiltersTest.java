package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `docs/filters.md` says.
final class FiltersTest extends Bench {

  @BeforeEach
  void aTree() throws IOException {
    for (String name :
        new String[] {
          "a.txt", "img/a", "img/keep/c", "bigimg/b", "cache/x", "a/cache/y", "node_modules/m/n"
        }) {
      file("src/" + name, name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--exclude img/* --include img/keep/*,"
        + " a.txt a/cache/y bigimg/b cache/x img/keep/c node_modules/m/n",
    "--exclude img/*, a.txt a/cache/y bigimg/b cache/x node_modules/m/n",
    "--exclude /cache/*, a.txt a/cache/y bigimg/b img/a img/keep/c node_modules/m/n",
    "--exclude ./cache/*, a.txt a/cache/y bigimg/b img/a img/keep/c node_modules/m/n",
    "--exclude cache/, a.txt bigimg/b img/a img/keep/c node_modules/m/n",
    "--exclude * --include img/* --exclude keep/*, img/a",
    "--rexclude ^[a-z_]+/ --rinclude ^img/a$, a.txt img/a"
  })
  void what_is_left_out_is_what_its_writer_meant(String rules, String keys) {
    String[] flags = ("sync @/src/ s3://b " + rules).split(" ", -1);

    Program.Result result = run(flags);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(s3.server().keys("b")).containsExactly(keys.split(" ", -1));
  }

  @Test
  void what_is_left_out_is_protected_where_deletion_is_on_and_nothing_else() {
    for (String key : new String[] {"cache/gone", "a/cache/gone", "a.txt", "img/a", "bigimg/b"}) {
      s3.put("b", key, key);
    }

    Program.Result result =
        run("sync", "@/src/", "s3://b", "--delete", "--exclude", "/cache/*", "--exclude", "img/*");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(s3.server().keys("b"))
        .contains("cache/gone", "img/a")
        .doesNotContain("a/cache/gone", "cache/x", "img/keep/c");
  }

  @Test
  void the_path_of_the_source_in_front_of_a_rule_is_taken_off() {
    Program.Result result =
        run("sync", "@/src/", "s3://b", "--exclude", folder + "/src/cache/*", "--exclude", "*.txt");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(s3.server().keys("b")).contains("a/cache/y").doesNotContain("cache/x", "a.txt");
  }

  @Test
  void folders_that_are_not_entered_are_counted() {
    Program.Result result = run("sync", "@/src/", "s3://b", "--exclude", "node_modules/");

    assertThat(result.out()).contains("  excluded: 1 folder of the source not entered");
    assertThat(
            run("sync", "@/src/", "s3://b", "--json", "--exclude", "*/", "--exclude", "cache/")
                .out())
        .contains("\"sourceFoldersNotEntered\":5");
  }

  @Test
  void a_rule_that_decided_nothing_is_named_at_the_end() {
    Program.Result result =
        run("sync", "@/src/", "s3://b", "--exclude", "img", "--exclude", "*.txt");

    assertThat(result.out()).contains("  rules that decided nothing: --exclude 'img'\n");
    assertThat(run("verify", "@/src/", "s3://b", "--json", "--exclude", "img").out())
        .contains("\"unusedRules\":[\"--exclude 'img'\"]");
    assertThat(run("sync", "@/src/", "s3://b").out()).doesNotContain("decided nothing");
  }

  @Test
  void a_key_is_explained_and_nothing_is_touched() throws IOException {
    file("rules", "# what is kept\nimg/keep/*\n");

    Program.Result result =
        run(
            "sync",
            "@/src/",
            "s3://no-such-bucket",
            "--delete",
            "--exclude",
            "img/*",
            "--include-from",
            "@/rules",
            "--explain",
            "img/keep/c",
            "--explain",
            "./img/",
            "--explain",
            "@/src/a.txt");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines())
        .containsExactly(
            "'img/keep/c' is part of the run",
            "  --include-from %s/rules, line 2: 'img/keep/*' decides".formatted(folder),
            "  --exclude 'img/*' matches too, and stands before that",
            "'img/' is excluded",
            "  --exclude 'img/*' decides",
            "'a.txt' is part of the run",
            "  no rule matches it");
    assertThat(s3.server().requests().total()).isZero();
  }

  @Test
  void a_dry_run_explains_what_would_be_done_about_a_key_and_by_what_it_is_known() {
    String[] command = {
      "sync",
      "@/src/",
      "s3://b",
      "--delete",
      "--exclude",
      "img/*",
      "--dry-run",
      "--explain",
      "a.txt"
    };
    assertThat(run(command).outLines())
        .containsExactly(
            "'a.txt' is part of the run", "  no rule matches it", "  would be sent: new");
    run("sync", "@/src/", "s3://b");
    assertThat(run(command).outLines()).contains("  would be left: up to date, by ETag");

    Program.Result none =
        run(
            "sync",
            "@/src/",
            "s3://b",
            "-n",
            "--json",
            "--explain",
            "no.txt",
            "--explain",
            "a.txt");
    assertThat(none.exitCode()).as(none.err()).isZero();
    assertThat(none.outLines().getFirst()).endsWith("\"would\":\"nothing\"}");
    assertThat(none.outLines().getLast())
        .endsWith("\"would\":\"skip\",\"reason\":\"up-to-date\",\"by\":\"etag\"}");
  }

  @Test
  void what_cannot_be_told_of_a_key_is_said_and_no_absence() {
    s3.server().faults().on(Operation.LIST_OBJECTS_V2).nth(2).then(Fault.accessDenied());
    Program.Result result =
        run("sync", "@/src/", "s3://b", "-n", "--explain", "a.txt", "--explain", "cache/x");
    assertThat(result.outLines())
        .as(result.err())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("  cannot be told: list "));
    assertThat(result.exitCode()).isEqualTo(77);
  }

  @Test
  void a_key_is_explained_to_programs() {
    Program.Result result =
        run("verify", "@/src/", "s3://b", "--json", "--exclude", "img/*", "--explain", "img/a");

    assertThat(result.out())
        .isEqualTo(
            "{\"type\":\"explained\",\"key\":\"img/a\",\"included\":false,"
                + "\"rule\":\"--exclude 'img/*'\",\"overruled\":[]}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "", "img[z-a]"})
  void a_rule_that_names_nothing_is_refused(String glob) {
    Program.Result result = run("sync", "@/src/", "s3://b", "--exclude", glob);

    assertThat(result.exitCode()).isEqualTo(64);
    assertThat(result.errLines()).singleElement().asString().startsWith("sluice: --exclude: ");
  }
}
