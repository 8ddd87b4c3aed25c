package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/// Runs the program as a process of its own, as users do.
abstract class ProcessBench extends Bench {

  /// Far more than anything takes; what hangs fails by it.
  static final int PATIENCE_SECONDS = 120;

  /// How many times longer than usual the program waits, at its end, for what may yet end by
  /// itself.
  int patience = 1;

  /// Further options of the Java machine.
  List<String> javaOptions = List.of();

  /// Where the program's classes are.
  String classPath = System.getProperty("java.class.path");

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endWhatStillRuns() {
    started.forEach(Process::destroyForcibly);
  }

  /// Starts `sluice` with these arguments; both of its streams are in the process's one.
  Process sluice(String... args) throws IOException {
    return start(Map.of("LC_ALL", "C.UTF-8"), args);
  }

  /// The same with variables.
  Process start(Map<String, String> variables, String... args) throws IOException {
    return start(new ProcessBuilder(command(args)), variables);
  }

  /// The command line, for a shell or a builder of the caller's own.
  List<String> command(String... args) {
    List<String> command = new ArrayList<>(bareCommand(args));
    command.add("--endpoint-url");
    command.add(s3.server().endpoint().toString());
    return command;
  }

  /// The same of a command that knows no servers.
  List<String> bareCommand(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-D" + TimedShutdown.PATIENCE + "=" + patience));
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", classPath, "dev.sluice.cli.Main"));
    command.addAll(List.of(args));
    return command;
  }

  /// Starts what a builder describes, which may lead its output elsewhere.
  Process start(ProcessBuilder builder, Map<String, String> variables) throws IOException {
    builder.environment().put("AWS_ACCESS_KEY_ID", "access");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
    builder.environment().putAll(variables);
    if (builder.redirectOutput().equals(ProcessBuilder.Redirect.PIPE)) {
      builder.redirectErrorStream(true);
    }
    Process process = builder.start();
    started.add(process);
    return process;
  }

  /// Waits for the end.
  static int exitCode(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /// All that it prints, to its end.
  static String output(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /// Its lines.
  static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// Reads on to a line that has `part`.
  static void awaitLine(BufferedReader lines, String part) throws IOException {
    String line;
    while ((line = lines.readLine()) != null) {
      if (line.contains(part)) {
        return;
      }
    }
    throw new AssertionError("the program ended without a line that has " + part);
  }
}
