package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The program as a process of its own: signals, exit codes, the environment.
final class ProcessTest extends Bench {

  private static final int PATIENCE_SECONDS = 120;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatStillRuns() {
    started.forEach(Process::destroyForcibly);
  }

  private Process sluice(String... args) throws IOException {
    return start(Map.of("LC_ALL", "C.UTF-8"), args);
  }

  private Process start(Map<String, String> variables, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sluice.cli.Main"));
    command.addAll(List.of(args));
    command.add("--endpoint-url");
    command.add(s3.server().endpoint().toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("AWS_ACCESS_KEY_ID", "access");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    builder.environment().putAll(variables);
    Process process = builder.redirectErrorStream(true).start();
    started.add(process);
    return process;
  }

  private static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

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

    assertThat(output(process)).contains("Unknown option");
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

  @Test
  void the_second_signal_leaves_at_once() throws Exception {
    Files.createDirectories(folder.resolve("src"));
    Files.write(folder.resolve("src/large"), new byte[4 << 20]);
    Process process = sluice("sync", folder + "/src/", "s3://b/p/", "--limit-rate", "1k", "--json");
    BufferedReader lines = reader(process);
    awaitLine(lines, "\"inFlight\":1");

    process.toHandle().destroy();
    awaitLine(lines, "finishing what is under way");
    process.toHandle().destroy();

    assertThat(exitCode(process)).isEqualTo(130);
    assertThat(lines.lines()).noneMatch(line -> line.contains("\"summary\""));
  }

  private void manyFiles() throws IOException {
    for (int i = 0; i < 200; i++) {
      file("src/%03d".formatted(i), "x".repeat(8192));
    }
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static void awaitLine(BufferedReader lines, String part) throws IOException {
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.contains(part)) {
        return;
      }
    }
    throw new AssertionError("the program ended without a line that has " + part);
  }
}
