package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Output that cannot be written, and readers that have gone.
final class OutputTest extends ProcessBench {

  private static final File FULL = new File("/dev/full");
  private static final Map<String, String> UTF8 = Map.of("LC_ALL", "C.UTF-8");

  private List<String> commandLine(String line) {
    String[] args =
        line.replace("src/", folder + "/src/").replace("out/", folder + "/out/").split(" ");
    boolean reachesServer = line.contains("s3://") && !line.contains("--help");
    return reachesServer ? command(args) : bareCommand(args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls s3://b/",
        "ls -r s3://b/ --json",
        "du s3://b/",
        "mb s3://new",
        "sync src/ s3://b/up/ --json",
        "sync src/ s3://b/up/ -v",
        "sync src/ s3://b/up/",
        "verify src/ s3://b/up/",
        "completion",
        "--help",
        "sync --help",
        "--version"
      })
  void output_that_cannot_be_written_is_an_error(String line) throws Exception {
    assumeTrue(FULL.exists(), "no /dev/full");
    file("src/a", "1");
    s3.put("b", "k", "1");

    Process process =
        start(new ProcessBuilder(commandLine(line)).redirectOutput(Redirect.to(FULL)), UTF8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(errors).contains("sluice: cannot write standard output: ");
    assertThat(exitCode(process)).isEqualTo(2);
    if (line.startsWith("sync src/")) {
      assertThat(s3.server().keys("b")).as("the work is done all the same").contains("up/a");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ls -r s3://b/", "sync src/ s3://c/ -v", "sync src/ s3://c/ --json"})
  void a_reader_that_has_gone_is_none(String line) throws Exception {
    for (int i = 0; i < 3000; i++) {
      s3.put("b", "key-%04d-".formatted(i) + "x".repeat(100), "");
    }
    for (int i = 0; i < 300; i++) {
      file("src/" + i + "-" + "x".repeat(200), "1");
    }
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "{ \"$@\"; echo $? >&2; } | head -n 1", "sh"));
    command.addAll(commandLine(line));
    Process process = start(new ProcessBuilder(command).redirectErrorStream(false), UTF8);

    assertThat(output(process).lines()).contains("0");
  }
}
