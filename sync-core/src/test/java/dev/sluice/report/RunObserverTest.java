package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.report.RunObserver.Phase;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RunObserverTest {

  @Test
  void every_phase_has_its_own_word_for_the_user() {
    assertThat(Arrays.stream(Phase.values()).map(Phase::text))
        .containsExactly("listing", "transferring", "deleting", "stopping");
  }
}
