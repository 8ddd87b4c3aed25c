package dev.sluice.s3server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The server's own command line, in a process of its own.
final class MainTest {

  private static Process start(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.sluice.s3server.Main");
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void who_asks_for_help_is_told_every_option() throws Exception {
    Process process = start("--port", "0", "--help");

    assertThat(said(process))
        .startsWith("usage: ")
        .contains("--port", "--access-key", "--secret-key", "--folder", "--bucket", "--domain");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void a_mistake_is_named_with_the_usage_and_nothing_is_started() throws Exception {
    Process process = start("--port", "many");

    assertThat(said(process)).startsWith("--port many is not a number\nusage: ");
    assertThat(process.waitFor()).isEqualTo(64);
  }
}
