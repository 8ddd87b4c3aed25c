package dev.sluice.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import org.junit.jupiter.api.Test;

class CountingPruneTest {

  private final ListingCount count = new ListingCount();

  private CountingPrune over(KeyRange range) {
    return new CountingPrune(directory -> directory.startsWith("skip"), range, count);
  }

  @Test
  void a_directory_that_is_not_entered_is_counted() {
    assertThat(over(KeyRange.all()).skips("skip/")).isTrue();
    assertThat(over(KeyRange.all()).skips("read/")).isFalse();
    assertThat(count.prunedDirectories()).isEqualTo(1);
  }

  @Test
  void a_directory_over_several_ranges_is_counted_once() {
    for (KeyRange range :
        new KeyRange[] {
          new KeyRange(null, Key.of("skip/b")),
          new KeyRange(Key.of("skip/b"), Key.of("skip/d")),
          new KeyRange(Key.of("skip/d"), null)
        }) {
      assertThat(over(range).skips("skip/")).isTrue();
    }
    assertThat(count.prunedDirectories()).isEqualTo(1);
  }
}
