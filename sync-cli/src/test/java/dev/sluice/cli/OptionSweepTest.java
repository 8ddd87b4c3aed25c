package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.command.Commands;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.flow.Cancellation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// No value of any option, and no location, makes the program break: it works, or says in its own
/// words why it does not. New options are among these by themselves.
final class OptionSweepTest extends Bench {

  private static final List<String> GARBAGE =
      List.of(
          "",
          " ",
          "\t\n",
          "a\u0000b",
          "\u001b[31m",
          "true",
          "-1",
          "99999999999999999999",
          "1e9",
          "gr\u00fc\u00dfe \u6f22",
          "%zz",
          "//",
          "http://",
          "[",
          "(?",
          "{}",
          "(".repeat(9_000) + ")".repeat(9_000),
          "x".repeat(20_000));

  @BeforeEach
  void aFolderAndABucket() throws IOException {
    file("src/a", "1");
    s3.put("b", "p/a", "1");
  }

  private static CommandLine sync() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console = new Console(nowhere, nowhere, Screen.NONE);
    return Objects.requireNonNull(
        Commands.tree(new CommandContext(console, new Cancellation()))
            .getSubcommands()
            .get("sync"));
  }

  static Stream<String> options() {
    return sync().getCommandSpec().options().stream()
        .filter(option -> option.arity().max() > 0)
        .map(OptionSpec::longestName);
  }

  private static void endsInOrder(Program.Result result, String what) {
    assertThat(result.exitCode()).as(what + ": " + result.err()).isIn(0, 1, 2, 64, 66, 69, 73, 77);
    assertThat(result.err()).doesNotContain("internal error").doesNotContain("Exception");
    if (result.exitCode() > 1) { // 1 is a difference, which standard output tells
      assertThat(result.err()).isNotBlank();
    }
  }

  @ParameterizedTest
  @MethodSource("options")
  void any_value_of_an_option_is_taken_or_refused(String option) {
    for (String garbage : GARBAGE) {
      boolean isMade = option.equals("--cache-file"); // a folder
      String value = isMade ? "@/" + garbage : garbage;
      endsInOrder(
          run("sync", "@/src/", "s3://b/p/", "--dry-run", option, value), option + " " + value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"info", "verify", "clear"})
  void any_root_of_a_cache_is_taken_or_refused(String action) {
    for (String value : GARBAGE) {
      endsInOrder(
          Program.run("cache", action, value, "--cache-dir", folder + "/cache"),
          "cache " + action + " " + value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls", "du", "mb"})
  void any_location_is_taken_or_refused(String command) {
    for (String value : GARBAGE) {
      endsInOrder(run(command, "s3://" + value), command + " s3://" + value);
      endsInOrder(run(command, "@/" + value), command + " " + value); // beneath the test's folder
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "verify"})
  void any_source_is_taken_or_refused(String command) {
    for (String value : GARBAGE) {
      endsInOrder(run(command, "@/" + value, "s3://b/q/"), command + " " + value);
      endsInOrder(run(command, "s3://" + value, "@/out/"), command + " s3://" + value);
      endsInOrder(run(command, "@/src/", "s3://b/" + value), command + " to " + value);
    }
  }
}
