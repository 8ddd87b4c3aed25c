package dev.sluice.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HeartbeatTest {

  private final Heartbeat heartbeat = new Heartbeat();

  @Test
  void a_thousand_transfers_are_worth_a_line() {
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(1), 999, true))).isEmpty();
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(1), 1000, true)))
        .contains("INFO: [1000/2000] 1000.0 MiB sent");
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(1), 1001, true))).isEmpty();
  }

  @Test
  void ten_seconds_are_worth_a_line_while_something_moves() {
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(9), 5, true))).isEmpty();
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(10), 5, true)))
        .contains("INFO: [5/2000] 5.0 MiB sent");
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(40), 5, true))).isEmpty();
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(41), 6, true))).isPresent();
  }

  @Test
  void while_nothing_is_sent_the_listing_is_told() {
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(10), 0, false)))
        .contains("INFO: listed 120000 at the source, 118000 at the destination, compared 118000");
  }

  @Test
  void a_total_that_may_grow_has_a_plus() {
    assertThat(heartbeat.line(Samples.at(Duration.ofSeconds(10), 7, false)))
        .contains("INFO: [7/2000+] 7.0 MiB sent");
  }

  @Test
  void calls_that_have_no_answer_are_told_in_the_lines() {
    assertThat(heartbeat.line(Samples.unanswered(3, "/a")))
        .contains("INFO: [1000/2000] 1000.0 MiB sent, no answer to 3 calls");
  }

  @Test
  void contents_that_are_compared_are_not_told_as_something_to_send() {
    assertThat(heartbeat.line(Samples.comparing(Duration.ofSeconds(10), 1112, 8L << 30, false)))
        .contains(
            "INFO: [5/5+] 5.0 MiB sent, compared the contents of 1112 of 3002+, 8.0 GiB read");
    assertThat(heartbeat.line(Samples.comparing(Duration.ofSeconds(20), 3002, 9L << 30, true)))
        .contains("INFO: [5/5] 5.0 MiB sent");
  }
}
