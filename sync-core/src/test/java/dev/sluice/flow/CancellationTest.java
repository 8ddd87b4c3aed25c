package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Cancellation.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellationTest {

  private final Cancellation cancellation = new Cancellation();
  private final List<String> heard = new ArrayList<>();

  @Test
  void steps_go_forward_only_and_are_told_once() {
    cancellation.onDrain(() -> heard.add("drain"));
    cancellation.onStop(() -> heard.add("stop"));
    cancellation.drain();
    cancellation.drain();
    assertThat(cancellation.isRunning()).isFalse();
    cancellation.stop();
    cancellation.drain();
    assertThat(heard).containsExactly("drain", "stop");
    assertThat(cancellation.state()).isEqualTo(Cancellation.State.STOPPED);
  }

  @Test
  void stopping_drains_too() {
    cancellation.onDrain(() -> heard.add("drain"));
    cancellation.stop();
    assertThat(heard).containsExactly("drain");
  }

  @Test
  void whoever_comes_late_is_told_at_once() {
    cancellation.stop();
    cancellation.onDrain(() -> heard.add("drain"));
    cancellation.onStop(() -> heard.add("stop"));
    assertThat(heard).containsExactly("drain", "stop");
  }

  @Test
  void whoever_has_taken_himself_off_hears_nothing() {
    cancellation.onDrain(() -> heard.add("ended run")).close();
    cancellation.onDrain(() -> heard.add("running"));
    cancellation.drain();
    assertThat(heard).containsExactly("running");
  }

  @Test
  void abandoning_takes_the_steps_before_it_too() {
    cancellation.onDrain(() -> heard.add("drain"));
    cancellation.onAbandon(() -> heard.add("abandon"));
    cancellation.onStop(() -> heard.add("stop"));
    cancellation.abandon();
    assertThat(heard).containsExactly("drain", "stop", "abandon");
  }

  @Test
  void the_grace_is_the_longest_of_what_is_under_way_and_none_where_nothing_is() {
    assertThat(cancellation.grace()).isEmpty();
    try (Registration _ = cancellation.underWay(Duration.ofSeconds(3));
        Registration _ = cancellation.underWay(Duration.ofSeconds(10))) {
      assertThat(cancellation.grace()).contains(Duration.ofSeconds(10));
    }
    assertThat(cancellation.grace()).isEmpty();
  }
}
