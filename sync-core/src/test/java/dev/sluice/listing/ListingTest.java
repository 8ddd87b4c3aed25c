package dev.sluice.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.diff.ListCursor;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.KeyRange;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Prune;
import dev.sluice.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {

  private final ListingCount count = new ListingCount();
  private final List<Prune> prunes = new ArrayList<>();
  private int left;

  private Prune listed(KeyFilter filter) {
    ForwardingStore store =
        new ForwardingStore(MemoryStore.named("listed")) {
          @Override
          public EntryCursor list(KeyRange range, Prune prune) {
            prunes.add(prune);
            return new ListCursor(List.of(), range) {
              @Override
              public void leaveWhatHangs() {
                left++;
              }
            };
          }
        };
    new Listing(store, filter, count).open(KeyRange.all()).close();
    return prunes.getLast();
  }

  @Test
  void what_is_not_answered_is_left_to_be_read_by_itself() {
    listed(KeyFilter.EVERYTHING);
    assertThat(left).isEqualTo(1);
  }

  @Test
  void directories_are_passed_over_where_filters_leave_nothing_of_them_and_counted() {
    assertThat(listed(KeyFilter.EVERYTHING)).isSameAs(Prune.NOTHING);
    Prune prune = listed(new KeyFilter(List.of(FilterRule.glob(false, "cache/**"))));
    assertThat(prune.skips("cache/")).isTrue();
    assertThat(prune.skips("data/")).isFalse();
    assertThat(count.prunedDirectories()).isEqualTo(1);
  }
}
