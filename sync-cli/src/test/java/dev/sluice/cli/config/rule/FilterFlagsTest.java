package dev.sluice.cli.config.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.cli.config.FlagValues;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class FilterFlagsTest {

  @TempDir Path folder = Path.of("");

  private static KeyFilter filter(String... args) throws UsageException {
    return filterOf("src/", args);
  }

  private static KeyFilter filterOf(String source, String... args) throws UsageException {
    FilterFlags flags = new FilterFlags();
    new CommandLine(flags.spec()).setOverwrittenOptionsAllowed(true).parseArgs(args);
    return flags.filter(FlagValues.location(source), FlagValues.location("s3://b/p/"));
  }

  @Test
  void rules_of_all_kinds_stand_in_the_order_of_the_command_line() throws Exception {
    KeyFilter filter =
        filter(
            "--exclude",
            "c*",
            "--include",
            "c1",
            "--rexclude=^b1",
            "--rinclude",
            "^b",
            "--exclude",
            "a*");

    assertThat(filter.includes("ax")).isFalse();
    assertThat(filter.includes("b1")).isTrue(); // the include came last
    assertThat(filter.includes("c1")).isTrue();
    assertThat(filter.includes("c2")).isFalse();
    assertThat(filter.includes("d")).isTrue();
  }

  @Test
  void rules_from_a_file_stand_where_the_file_is_named() throws Exception {
    Path rules = Files.writeString(folder.resolve("rules"), "# those\n\n*.tmp\n  *.bak  \n");

    KeyFilter filter = filter("--exclude-from", rules.toString(), "--include", "keep.tmp");

    assertThat(filter.includes("keep.tmp")).isTrue();
    assertThat(filter.includes("x.tmp")).isFalse();
    assertThat(filter.includes("x.bak")).isFalse();
    assertThat(filter.rules().getFirst().name())
        .isEqualTo("--exclude-from " + rules + ", line 3: '*.tmp'");
  }

  @Test
  void a_byte_order_mark_is_no_part_of_the_first_rule() throws Exception {
    Path rules = Files.writeString(folder.resolve("rules"), "\ufeff*.tmp\r\n");

    assertThat(filter("--exclude-from", rules.toString()).includes("x.tmp")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "data/, data/cache/*",
    "data, ./data/cache/*",
    "./data/, data/cache/*",
    "/srv/data, /srv/data/cache/*",
    "../data, ../data/cache/*",
    "s3://c/q, s3://c/q/cache/*",
    "data/, s3://b/p/cache/*",
    "data/, ./cache/*"
  })
  void the_sources_own_path_in_front_of_a_rule_anchors_it(String source, String glob)
      throws Exception {
    KeyFilter filter = filterOf(source, "--exclude", glob);

    assertThat(filter.includes("cache/x")).isFalse();
    assertThat(filter.includes("a/cache/x")).isTrue();
    assertThat(filter.rules().getFirst().name()).isEqualTo("--exclude '" + glob + "'");
  }

  @Test
  void a_rule_that_may_be_about_the_source_or_a_folder_of_its_name_in_it_is_refused()
      throws Exception {
    Path source = Files.createDirectories(folder.resolve("data"));
    String inside = source.toString().substring(1) + "/";
    Files.createDirectories(source.resolve(inside));

    assertThatThrownBy(() -> filterOf(source + "/", "--exclude", source + "/cache/*"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("may mean two things")
        .hasMessageContaining("'/cache/*'")
        .hasMessageContaining("'/" + inside + "cache/*'");
  }

  @Test
  void a_rule_about_all_of_the_source_that_nothing_follows_is_refused() throws Exception {
    assertThatThrownBy(() -> filterOf("img/", "--exclude", "img/*"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("leaves nothing");
    assertThat(filterOf("img/", "--exclude", "img/*", "--include", "img/k").includes("k")).isTrue();
  }

  @Test
  void an_include_before_every_exclude_is_refused_unless_it_is_of_everything() throws Exception {
    assertThatThrownBy(() -> filter("--include", "*.jpg", "--exclude", "*"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--include '*.jpg' stands before every exclude");
    assertThat(filter("--include", "*", "--exclude", "*.tmp").includes("a.tmp")).isFalse();
  }

  @Test
  void a_file_that_is_not_text_is_refused_by_name() throws IOException {
    Path rules = Files.write(folder.resolve("rules"), new byte[] {(byte) 0xff, 'a'});

    assertThatThrownBy(() -> filter("--rexclude-from", rules.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--rexclude-from")
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void no_flags_filter_nothing() throws Exception {
    assertThat(filter().isEmpty()).isTrue();
  }
}
