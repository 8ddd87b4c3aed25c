package dev.sluice.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneStoreReaderTest {

  private final MemoryStore store = MemoryStore.named("read");
  private final ListingCount count = new ListingCount();

  OneStoreReaderTest() {
    for (char c = 'a'; c <= 'j'; c++) {
      store.put(String.valueOf(c), "12");
    }
  }

  @AfterEach
  void nothing_is_left_open() {
    assertThat(store.openHandles()).isEmpty();
  }

  private static KeyRange range(@Nullable String after, @Nullable String upTo) {
    return new KeyRange(after == null ? null : Key.of(after), upTo == null ? null : Key.of(upTo));
  }

  private EntryCursor cursor(KeyRange range) {
    return new Listing(store, KeyFilter.EVERYTHING, count).open(range);
  }

  private OneStoreReader<Listed> reader(KeyRange range) {
    return OneStoreReader.ofEntries(range, cursor(range));
  }

  private static String keys(RangeReader<Listed> reader) throws Exception {
    List<String> keys = new ArrayList<>();
    for (Listed next = reader.next(); next != null; next = reader.next()) {
      keys.add(next.key().value());
    }
    return String.join("", keys);
  }

  @Test
  void what_is_given_away_and_what_is_kept_are_all_there_is() throws Exception {
    try (OneStoreReader<Listed> reader = reader(KeyRange.all())) {
      assertThat(reader.keysLeft()).isEqualTo(10);
      assertThat(reader.next()).isNotNull();
      List<KeyRange> given = reader.split(2);
      assertThat(given).hasSize(2);
      assertThat(given.getLast().upTo()).isNull();
      StringBuilder all = new StringBuilder("a").append(keys(reader));
      assertThat(all).hasSizeLessThan(10);
      for (KeyRange each : given) {
        try (OneStoreReader<Listed> other = reader(each)) {
          assertThat(other.keysLeft()).isPositive();
          all.append(keys(other));
        }
      }
      assertThat(all).hasToString("abcdefghij");
    }
    assertThat(count.entries()).isEqualTo(10);
    assertThat(count.bytes()).isEqualTo(20);
  }

  @Test
  void a_bounded_range_gives_parts_of_itself_alone() throws Exception {
    try (OneStoreReader<Listed> reader = reader(range("b", "h"))) {
      for (KeyRange given : reader.split(3)) {
        assertThat(given.after()).isGreaterThan(Key.of("b"));
        assertThat(given.upTo()).isLessThanOrEqualTo(Key.of("h"));
      }
      assertThat(reader.next()).isNotNull().extracting(Listed::key).isEqualTo(Key.of("c"));
    }
  }

  @Test
  void around_what_is_stuck_only_what_was_not_read_is_read() throws Exception {
    try (OneStoreReader<Listed> reader = reader(KeyRange.all())) {
      assertThat(reader.partsAround(range("d", "f")))
          .containsExactly(range(null, "d"), range("d", "f"), range("f", null));
      assertThat(reader.next()).isNotNull();
      assertThat(reader.partsAround(range("d", "f")))
          .containsExactly(range("a", "d"), range("d", "f"), range("f", null));
    }
    try (OneStoreReader<Listed> reader = reader(range(null, "a"))) {
      assertThat(keys(reader)).isEqualTo("a");
      assertThat(reader.partsAround(range("d", "f"))).as("it is all read").isEmpty();
    }
  }

  @Test
  void what_could_not_be_listed_does_not_count_as_read() throws Exception {
    store.show(new Unlisted(Key.of("0/"), "list 0: no permission"));
    try (OneStoreReader<Listed> reader = reader(KeyRange.all())) {
      assertThat(reader.next()).isInstanceOf(Unlisted.class);
      assertThat(reader.partsAround(range("d", "f")))
          .as("it is met once more by whoever reads that part")
          .containsExactly(range(null, "d"), range("d", "f"), range("f", null));
    }
    assertThat(count.entries()).isZero();
  }

  @Test
  void what_is_passed_over_is_counted_as_often_as_it_is() {
    try (EntryCursor cursor = cursor(KeyRange.all())) {
      assertThat(cursor.seek(Key.of("a"))).isFalse();
      assertThat(count.leaps()).isZero();
      assertThat(cursor.seek(Key.of("d"))).isTrue();
      assertThat(cursor.seek(null)).isTrue();
      assertThat(count.leaps()).isEqualTo(2);
    }
  }
}
