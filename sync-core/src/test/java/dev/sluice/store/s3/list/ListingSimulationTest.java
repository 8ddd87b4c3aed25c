package dev.sluice.store.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.s3.list.ListingSimulation.Result;
import dev.sluice.store.s3.split.KeyShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How fast many workers list, and at how many requests, counted in virtual time.
class ListingSimulationTest {

  private static final int WORKERS = 16;

  @ParameterizedTest
  @EnumSource
  void sixteen_workers_list_a_million_keys_twelve_times_as_fast_with_few_requests_more(
      KeyShape shape) {
    List<String> keys = shape.keys(1_000_000);
    int pages = Math.ceilDiv(keys.size(), 1000);
    Result alone = ListingSimulation.run(keys, 1);
    Result together = ListingSimulation.run(keys, WORKERS);

    assertThat(alone).isEqualTo(new Result(pages, pages, 0));
    System.out.printf(
        "%-30s %5d pages, %5d requests (+%.1f %%), %2d empty, %3d in turn: %.1f times as fast%n",
        shape,
        pages,
        together.requests(),
        100.0 * (together.requests() - pages) / pages,
        together.empty(),
        together.time(),
        (double) pages / together.time());
    assertThat(together.time()).as("pages in turn").isLessThanOrEqualTo(pages / 12);
    assertThat(together.requests()).as("requests").isLessThanOrEqualTo(pages * 110 / 100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 20, 60})
  void short_listings_cost_few_requests_more(int pages) {
    for (KeyShape shape : KeyShape.values()) {
      List<String> keys = shape.keys(pages * 1000 - 50);
      Result together = ListingSimulation.run(keys, WORKERS);
      assertThat(together.requests())
          .as("requests for %d pages of %s", pages, shape)
          .isLessThanOrEqualTo(pages == 1 ? 1 : pages + 30 + pages / 4);
      assertThat(together.time()).as("%d pages of %s", pages, shape).isLessThanOrEqualTo(pages);
    }
  }

  @Test
  void the_first_page_is_enough_to_set_all_to_work() {
    List<String> keys = KeyShape.HEX_HASH.keys(200_000);
    // One page alone, then sixteen at once: a sixteenth of the rest each, and a few in between.
    assertThat(ListingSimulation.run(keys, WORKERS).time()).isLessThanOrEqualTo(18);
  }
}
