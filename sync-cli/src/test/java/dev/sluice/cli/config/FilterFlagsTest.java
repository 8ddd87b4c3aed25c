package dev.sluice.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.UsageException;
import dev.sluice.filter.KeyFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class FilterFlagsTest {

  @TempDir Path folder = Path.of("");

  private static KeyFilter filter(String... args) throws UsageException {
    FilterFlags flags = new FilterFlags();
    new CommandLine(flags.spec()).setOverwrittenOptionsAllowed(true).parseArgs(args);
    return flags.filter();
  }

  @Test
  void rules_of_all_kinds_stand_in_the_order_of_the_command_line() throws Exception {
    KeyFilter filter =
        filter(
            "--exclude",
            "a*",
            "--rinclude",
            "^b",
            "--rexclude=^b1",
            "--include",
            "c1",
            "--exclude",
            "c*");

    assertThat(filter.includes("ax")).isFalse();
    assertThat(filter.includes("b1")).isTrue(); // the include came first
    assertThat(filter.includes("c1")).isTrue();
    assertThat(filter.includes("c2")).isFalse();
    assertThat(filter.includes("d")).isTrue();
  }

  @Test
  void rules_from_a_file_stand_where_the_file_is_named() throws Exception {
    Path rules = Files.writeString(folder.resolve("rules"), "# those\n\n*.tmp\n  *.bak  \n");

    KeyFilter filter = filter("--include", "keep.tmp", "--exclude-from", rules.toString());

    assertThat(filter.includes("keep.tmp")).isTrue();
    assertThat(filter.includes("x.tmp")).isFalse();
    assertThat(filter.includes("x.bak")).isFalse();
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
