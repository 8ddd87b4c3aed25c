package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The program as a process of its own: signals, exit codes, the environment.
final class ProcessTest extends ProcessBench {

  @Test
  void a_run_that_succeeds_leaves_with_0_and_prints_names_as_they_are() throws Exception {
    file("src/grüße 漢字 🚀", "1");

    Process process = sluice("sync", folder + "/src/", "s3://b/p/", "-v");

    assertThat(output(process)).contains("'s3://b/p/grüße 漢字 🚀' (1 bytes, new)");
    assertThat(exitCode(process)).isZero();
    assertThat(s3.server().keys("b")).containsExactly("p/grüße 漢字 🚀");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void where_names_are_not_utf8_nothing_is_guessed_and_the_remedy_is_named() throws Exception {
    file("src/a", "1");

    Process process = start(Map.of("LC_ALL", "C"), "sync", folder + "/src/", "s3://b/p/");

    assertThat(output(process)).startsWith("sluice: ").contains("set LC_ALL=C.UTF-8");
    assertThat(exitCode(process)).isEqualTo(2);
    assertThat(s3.server().keys("b")).isEmpty();
  }

  @Test
  void a_mistake_leaves_with_64() throws Exception {
    Process process = sluice("sync", "a", "b", "--no-such-flag");

    assertThat(output(process)).contains("unknown option --no-such-flag");
    assertThat(exitCode(process)).isEqualTo(64);
  }

  @Test
  void a_mistake_in_the_environment_leaves_with_64() throws Exception {
    Process process = start(Map.of("SLUICE_S3_CLIENT", "fast"), "ls", "s3://b/");

    assertThat(output(process)).startsWith("sluice: SLUICE_S3_CLIENT is \"fast\"; it may be");
    assertThat(exitCode(process)).isEqualTo(64);
  }

  @Test
  void the_first_signal_ends_the_run_in_order_and_the_report_is_written() throws Exception {
    manyFiles();
    Process process =
        sluice(
            "sync", folder + "/src/", "s3://b/p/", "-v", "--workers", "1", "--limit-rate", "64k");
    BufferedReader lines = reader(process);
    awaitLine(lines, "upload: ");

    process.toHandle().destroy(); // SIGTERM; the process's own method would close its streams
    List<String> rest = lines.lines().toList();

    assertThat(exitCode(process)).isEqualTo(130);
    assertThat(rest)
        .anyMatch(line -> line.startsWith("sluice: interrupted; finishing what is under way"))
        .anyMatch(line -> line.startsWith("Seen ") && line.contains(" not attempted"))
        .anyMatch(line -> line.contains("the same command again does what is missing"));
  }

  private void manyFiles() throws IOException {
    for (int i = 0; i < 200; i++) {
      file("src/%03d".formatted(i), "x".repeat(8192));
    }
  }
}
