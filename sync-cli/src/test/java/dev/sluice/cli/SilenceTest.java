package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A server that takes every connection and never says a word.
final class SilenceTest extends ProcessBench {

  /// By each of the two clients, all at once.
  @Test
  void it_is_told_while_it_lasts_and_ends_as_a_service_that_cannot_be_reached() throws Exception {
    file("src/a", "1");
    javaOptions = List.of("-Dsluice.silence.seconds=12");
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String endpoint = "http://127.0.0.1:" + silent.getLocalPort();
      List<Process> processes = new ArrayList<>();
      for (String client : List.of("light", "sdk")) {
        for (List<String> args :
            List.of(
                List.of("ls", "s3://b/"),
                List.of("sync", folder + "/src/", "s3://b/p/"),
                List.of("mb", "s3://made"))) {
          List<String> all = new ArrayList<>(args);
          all.addAll(List.of("--retry-for", "1s", "--endpoint-url", endpoint));
          processes.add(
              start(
                  new ProcessBuilder(bareCommand(all.toArray(String[]::new))),
                  Map.of("LC_ALL", "C.UTF-8", "SLUICE_S3_CLIENT", client)));
        }
      }
      for (Process process : processes) {
        List<String> lines = output(process).lines().toList();
        assertThat(exitCode(process)).as(lines.toString()).isEqualTo(69);
        assertThat(lines)
            .first()
            .asString()
            .startsWith("WARNING: waiting for " + endpoint + ": no answer for ");
        assertThat(lines).last().asString().startsWith("sluice: ").contains("127.0.0.1");
      }
    }
  }
}
