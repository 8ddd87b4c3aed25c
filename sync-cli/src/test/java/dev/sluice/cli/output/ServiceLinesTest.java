package dev.sluice.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.ServiceObserver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ServiceLinesTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8),
          new Screen(false, () -> new Screen.Size(80, 24)));

  private void awayAndBack(ServiceObserver observer) {
    observer.away("http://host:9000", "no connection: \u001b[1mrefused", Duration.ofMinutes(5));
    observer.back("http://host:9000", Duration.ofSeconds(43));
    console.flush();
  }

  @Test
  void an_outage_is_told_in_a_line_when_it_begins_and_when_it_ends() {
    awayAndBack(ServiceLines.of(console));
    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("WARNING: waiting for http://host:9000: no connection: ")
                    .endsWith("refused; it is given up after 5 min 00 s")
                    .doesNotContain("\u001b"),
            line -> assertThat(line).isEqualTo("INFO: http://host:9000 answers again, after 43 s"));
    assertThat(out.size()).isZero();
  }

  @Test
  void programs_get_events() {
    awayAndBack(
        ServiceLines.of(console, new OutputMode(true, false, false, OutputMode.Progress.OFF)));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"type\":\"waiting\"")
        .contains("\"service\":\"http://host:9000\"")
        .contains("\"atMostSeconds\":300");
  }

  @Test
  void quiet_runs_hear_nothing_of_what_heals() {
    awayAndBack(
        ServiceLines.of(console, new OutputMode(false, false, true, OutputMode.Progress.OFF)));
    assertThat(err.size() + out.size()).isZero();
  }
}
