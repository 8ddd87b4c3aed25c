package dev.sluice.flow.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkStealingTest {

  @Test
  void the_only_piece_is_parted_among_all() {
    assertThat(WorkStealing.partsToGive(1000, List.of(1000.0), 15)).isEqualTo(15);
  }

  @Test
  void the_widest_piece_gives_and_a_much_narrower_one_does_not() {
    List<Double> all = List.of(100.0, 40.0, 10.0);
    assertThat(WorkStealing.partsToGive(100, all, 1)).isOne();
    assertThat(WorkStealing.partsToGive(40, all, 1)).isZero();
    assertThat(WorkStealing.partsToGive(10, all, 1)).isZero();
  }

  @Test
  void the_widest_gives_at_least_one_part_however_even_the_pieces_are() {
    assertThat(WorkStealing.partsToGive(10, List.of(10.0, 10.0, 10.0), 1)).isOne();
  }

  @Test
  void no_more_parts_are_given_than_there_are_idle_workers() {
    assertThat(WorkStealing.partsToGive(1e12, List.of(1e12, 1.0), 3)).isEqualTo(3);
    assertThat(WorkStealing.partsToGive(1e12, List.of(1e12, 1.0), 0)).isZero();
  }

  @Test
  void where_nothing_is_left_nothing_is_given() {
    assertThat(WorkStealing.partsToGive(0, List.of(0.0, 0.0), 4)).isZero();
  }
}
