package dev.sluice.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class PartTurnsTest {

  @Property(tries = 200)
  void the_parts_are_given_out_once_in_order_and_make_up_the_whole(
      @ForAll @LongRange(min = 1, max = 1000) long sizeBytes,
      @ForAll @LongRange(min = 10, max = 1200) long partBytes) {
    PartTurns turns = new PartTurns(sizeBytes, partBytes);
    long sum = 0;
    for (int number = 1; number <= turns.count(); number++) {
      assertThat(turns.isOver()).isFalse();
      assertThat(turns.next()).isEqualTo(number);
      assertThat(turns.lengthOf(number)).isBetween(1L, turns.partBytes());
      sum += turns.lengthOf(number);
    }
    assertThat(sum).isEqualTo(sizeBytes);
    assertThat(turns.isOver()).isTrue();
    assertThat(turns.next()).isZero();
  }

  @Example
  void every_part_but_the_last_has_the_full_length() {
    PartTurns turns = new PartTurns(25, 10);
    assertThat(turns.count()).isEqualTo(3);
    assertThat(turns.partBytes()).isEqualTo(10);
    assertThat(turns.lengthOf(2)).isEqualTo(10);
    assertThat(turns.lengthOf(3)).isEqualTo(5);
    assertThat(new PartTurns(4, 10).partBytes()).as("no more than there is").isEqualTo(4);
  }
}
