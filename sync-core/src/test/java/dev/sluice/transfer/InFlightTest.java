package dev.sluice.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.FakeTime;
import dev.sluice.model.Key;
import dev.sluice.transfer.InFlight.Flight;
import dev.sluice.transfer.InFlight.Slowest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {

  private static final Key OLD = Key.of("old");
  private static final Key YOUNG = Key.of("young");

  private final FakeTime time = new FakeTime();
  private final InFlight inFlight = new InFlight(time);

  @Test
  void the_transfer_that_began_first_is_the_slowest_until_it_ends() {
    time.advance(Duration.ofSeconds(100));
    assertThat(inFlight.slowest()).isEmpty();
    try (Flight _ = inFlight.begin(YOUNG, 9)) {
      try (Flight _ = inFlight.begin(OLD, 8)) {
        assertThat(inFlight.count()).isEqualTo(2);
      }
      time.advance(Duration.ofSeconds(3));
      try (Flight younger = inFlight.begin(OLD, 8)) {
        younger.passed(5);
        time.advance(Duration.ofSeconds(2));
        assertThat(inFlight.slowest()).contains(new Slowest(YOUNG, 9, 0, Duration.ofSeconds(5)));
        assertThat(younger.age()).isEqualTo(Duration.ofSeconds(2));
      }
    }
    assertThat(inFlight.count()).isZero();
  }

  @Test
  void bytes_are_counted_as_they_pass_and_taken_back_when_an_attempt_has_failed() {
    try (Flight flight = inFlight.begin(OLD, 10)) {
      flight.passed(4);
      flight.passed(3);
      assertThat(inFlight.slowest().orElseThrow().bytesDone()).isEqualTo(7);
      assertThat(inFlight.bytesDone()).isEqualTo(7);

      flight.startOver();
      assertThat(inFlight.slowest().orElseThrow().bytesDone()).isZero();
      assertThat(inFlight.bytesDone()).isZero();
      flight.passed(10);
    }
    assertThat(inFlight.bytesDone()).as("what is done stays counted").isEqualTo(10);
  }
}
