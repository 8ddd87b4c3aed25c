package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareBuffersTest {

  private final SpareBuffers buffers = new SpareBuffers(100, 2);

  @Test
  void one_that_was_given_back_is_used_again() {
    byte[] first = buffers.take(100);
    buffers.give(first);
    assertThat(buffers.take(100)).isSameAs(first);
    assertThat(buffers.take(100)).isNotSameAs(first).hasSize(100);
  }

  @Test
  void one_of_another_length_is_made_anew_and_not_kept() {
    byte[] last = buffers.take(30);
    assertThat(last).hasSize(30);
    buffers.give(last);
    assertThat(buffers.take(100)).hasSize(100);
  }

  @Test
  void no_more_are_kept_than_was_said() {
    byte[] third = new byte[100];
    buffers.give(new byte[100]);
    buffers.give(new byte[100]);
    buffers.give(third);
    buffers.take(100);
    buffers.take(100);
    assertThat(buffers.take(100)).isNotSameAs(third);
  }
}
