package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.s3server.S3Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RehearsalTest {

  @TempDir Path folder = Path.of("");

  @Test
  void every_step_of_the_rehearsal_does_what_it_should() throws Exception {
    try (S3Server server =
        S3Server.builder().credentials("rehearsal", "no-secret-at-all").start()) {
      server.createBucket("rehearsal");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx240m",
                  "-XX:TieredStopAtLevel=1",
                  "--enable-native-access=ALL-UNNAMED",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "dev.sluice.cli.Rehearsal",
                  folder.toString(),
                  server.endpoint().toString())
              .redirectErrorStream(true)
              .start();

      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(said).isZero();
    }
    assertThat(folder.resolve("back/large")).hasSameBinaryContentAs(folder.resolve("files/large"));
  }
}
