package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

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
}
