package dev.sluice.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Key;
import dev.sluice.store.memory.MemoryStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixSumsTest {

  private static final int MANY = 1_000_000;

  private final MemoryStore store = MemoryStore.named("summed");

  private PrefixSums walked(int depth, int most, int workers) throws Exception {
    PrefixSums sums = new PrefixSums(depth, most);
    new Listing(store, KeyFilter.EVERYTHING, new ListingCount())
        .walk(sums)
        .run("sums", workers, _ -> {});
    return sums;
  }

  private void put(String... keys) {
    for (String key : keys) {
      store.put(key, "12345");
    }
  }

  @Test
  void each_prefix_holds_what_lies_deeper_and_only_so_many_levels_are_told() throws Exception {
    put("a", "p/a", "p/q/b", "p/q/r/c", "p/z", "s/t/u/v", "s//x");
    assertThat(walked(2, MANY, 1).sums())
        .containsExactly(
            Map.entry("", Usage.of(7, 35)),
            Map.entry("p/", Usage.of(4, 20)),
            Map.entry("p/q/", Usage.of(2, 10)),
            Map.entry("s/", Usage.of(2, 10)),
            Map.entry("s//", Usage.of(1, 5)),
            Map.entry("s/t/", Usage.of(1, 5)));
    assertThat(walked(0, MANY, 1).sums()).containsExactly(Map.entry("", Usage.of(7, 35)));
    assertThat(walked(0, MANY, 1).total()).isEqualTo(Usage.of(7, 35));
  }

  @Test
  void nothing_is_a_sum_too() throws Exception {
    assertThat(walked(3, MANY, 1).sums()).containsExactly(Map.entry("", Usage.NOTHING));
  }

  /// Against sums made in the simplest way.
  @ParameterizedTest
  @ValueSource(ints = {1, 8})
  void any_keys_are_summed_up_right_by_however_many_workers(int workers) throws Exception {
    Random random = new Random(7);
    Map<String, Usage> expected = new HashMap<>();
    for (int i = 0; i < 4000; i++) {
      StringBuilder key = new StringBuilder();
      for (int level = random.nextInt(4); level > 0; level--) {
        key.append((char) ('a' + random.nextInt(5))).append('/');
      }
      String name = key + "f" + i;
      store.put(name, "1");
      expected.merge("", Usage.of(1, 1), Usage::plus);
      int slash = -1;
      for (int level = 0; level < 2 && (slash = name.indexOf('/', slash + 1)) >= 0; level++) {
        expected.merge(name.substring(0, slash + 1), Usage.of(1, 1), Usage::plus);
      }
    }
    assertThat(walked(2, MANY, workers).sums()).containsExactlyInAnyOrderEntriesOf(expected);
  }

  @Test
  void where_prefixes_are_too_many_their_level_is_given_up_and_its_sums_are_not() throws Exception {
    for (int i = 0; i < 300; i++) {
      put("p%d/q%03d/f".formatted(i % 3, i), "p%d/f%03d".formatted(i % 3, i));
    }
    PrefixSums sums = walked(2, 100, 4);
    assertThat(sums.depth()).isEqualTo(1);
    assertThat(sums.sums())
        .containsExactly(
            Map.entry("", Usage.of(600, 3000)),
            Map.entry("p0/", Usage.of(200, 1000)),
            Map.entry("p1/", Usage.of(200, 1000)),
            Map.entry("p2/", Usage.of(200, 1000)));
    PrefixSums flat = walked(2, 2, 4);
    assertThat(flat.depth()).isZero();
    assertThat(flat.sums()).containsExactly(Map.entry("", Usage.of(600, 3000)));
  }

  @Test
  void sums_come_in_the_order_of_keys() throws Exception {
    String late = Character.toString(0x1f600) + "/";
    String early = "\uff5e/"; // above it in UTF-16
    put(late + "a", early + "a", "b/a");
    assertThat(walked(1, MANY, 1).sums().sequencedKeySet()).containsExactly("", "b/", early, late);
    assertThat(Key.compare(early, late)).isNegative();
  }
}
