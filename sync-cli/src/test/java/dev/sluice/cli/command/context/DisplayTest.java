package dev.sluice.cli.command.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.flow.Unanswered;
import dev.sluice.store.ServiceObserver;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DisplayTest {

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
    awayAndBack(Display.serviceObserver(console, OutputMode.DEFAULT));
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
        Display.serviceObserver(
            console, new OutputMode(true, false, false, OutputMode.Progress.OFF)));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"type\":\"waiting\"")
        .contains("\"service\":\"http://host:9000\"")
        .contains("\"atMostSeconds\":300");
  }

  private static final Unanswered STUCK =
      new Unanswered("GET", "/b/a\u001b[1m", "host:9000", Duration.ofSeconds(31), true);

  @Test
  void a_request_that_is_not_answered_is_told_in_a_line_with_its_host_and_since_when() {
    Display.serviceObserver(console, OutputMode.DEFAULT).unanswered(STUCK, 59);
    console.flush();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .matches(
            "WARNING: no answer for 31 s, since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ: GET /b/a.*\\[1m at"
                + " host:9000, and none to 59 others; what needs it waits, and a signal ends the"
                + " run\n")
        .doesNotContain("\u001b");
    assertThat(out.size()).isZero();
  }

  @Test
  void of_a_call_that_is_not_answered_programs_get_an_event() {
    Display.serviceObserver(console, new OutputMode(true, false, true, OutputMode.Progress.OFF))
        .unanswered(STUCK, 0);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"type\":\"unanswered\"")
        .contains("\"call\":\"GET\",\"subject\":\"/b/a\\u001b[1m\",\"host\":\"host:9000\"")
        .contains("\"seconds\":31,\"others\":0");
  }

  @Test
  void quiet_runs_hear_nothing_of_what_heals() {
    awayAndBack(
        Display.serviceObserver(
            console, new OutputMode(false, false, true, OutputMode.Progress.OFF)));
    assertThat(err.size() + out.size()).isZero();
  }
}
