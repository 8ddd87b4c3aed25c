package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyRangeTest {

  @Test
  void the_lower_bound_is_outside_and_the_upper_bound_inside() {
    KeyRange range = new KeyRange(Key.of("b"), Key.of("d"));
    assertThat(range.contains(Key.of("b"))).isFalse();
    assertThat(range.contains(Key.of("b!"))).isTrue();
    assertThat(range.contains(Key.of("d"))).isTrue();
    assertThat(range.contains(Key.of("d!"))).isFalse();
  }

  @Test
  void halves_of_a_split_hold_every_key_once() {
    KeyRange whole = KeyRange.all();
    Key split = Key.of("m");
    for (String key : new String[] {"a", "m", "m!", "z"}) {
      boolean below = whole.below(split).contains(Key.of(key));
      boolean above = whole.above(split).contains(Key.of(key));
      assertThat(below).as(key).isNotEqualTo(above);
    }
  }

  @Test
  void a_range_is_not_split_where_a_half_would_be_empty() {
    KeyRange range = new KeyRange(Key.of("b"), Key.of("d"));
    assertThat(range.canSplitAt(Key.of("b"))).isFalse();
    assertThat(range.canSplitAt(Key.of("d"))).isFalse();
    assertThat(range.canSplitAt(Key.of("c"))).isTrue();
    assertThatThrownBy(() -> range.above(Key.of("d"))).isInstanceOf(IllegalArgumentException.class);
  }
}
