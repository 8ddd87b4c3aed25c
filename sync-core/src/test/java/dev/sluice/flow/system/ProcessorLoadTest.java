package dev.sluice.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorLoadTest {

  @Test
  void the_first_answer_is_that_nobody_knows_and_later_ones_are_shares() {
    ProcessorLoad load = ProcessorLoad.ofMachine();
    assertThat(load.sinceLastAsked()).isEmpty();
    assertThat(load.sinceLastAsked().orElseThrow()).isBetween(0.0, 1.0);
  }
}
