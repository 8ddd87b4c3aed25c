package dev.sluice.cli.output.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.Samples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class JsonEventsTest {

  @Test
  void progress_tells_how_much_has_no_answer_and_what_for_longest() {
    assertThat(JsonEvents.progress(Samples.unanswered(3, "/mnt/a")).end())
        .contains(
            "\"unanswered\":3,\"oldestUnanswered\":\"read /mnt/a\",\"oldestUnansweredSeconds\":45.000");
    assertThat(JsonEvents.progress(Samples.at(Duration.ofSeconds(1), 1, true)).end())
        .contains("\"unanswered\":0")
        .doesNotContain("oldestUnanswered");
  }
}
