package dev.sluice.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StuckException;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyWalkTest {

  private static final int KEYS = 5000;

  private final MemoryStore store = MemoryStore.named("walked");
  private final ListingCount count = new ListingCount();
  private final List<String> keys = new ArrayList<>();

  KeyWalkTest() {
    for (int i = 0; i < KEYS; i++) {
      keys.add("d%02d/f%04d".formatted(i % 13, i));
    }
    keys.sort(null);
    keys.forEach(key -> store.put(key, "four"));
  }

  private KeyWalk<Listed> walk() {
    return new Listing(store, KeyFilter.EVERYTHING, count).walk();
  }

  private List<String> visited(KeyWalk<Listed> walk, int workers) throws Exception {
    Queue<String> visited = new ConcurrentLinkedQueue<>();
    walk.run("walk", workers, listed -> visited.add(listed.key().value()));
    return List.copyOf(visited);
  }

  @Test
  void many_workers_find_each_key_once() throws Exception {
    KeyWalk<Listed> walk = walk();
    assertThat(visited(walk, 8)).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(walk.isComplete()).isTrue();
    assertThat(count.entries()).isEqualTo(KEYS);
    assertThat(count.bytes()).isEqualTo(4L * KEYS);
    assertThat(store.openHandles()).isEmpty();
  }

  @Test
  void one_worker_finds_the_keys_in_their_order() throws Exception {
    assertThat(visited(walk(), 1)).isEqualTo(keys);
  }

  @Test
  void a_part_that_is_not_answered_is_read_by_itself() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    KeyRange stuck = new KeyRange(Key.of(keys.get(2000)), Key.of(keys.get(2100)));
    store.setHook((operation, _) -> {
      if (operation == Operation.LIST && asked.getAndIncrement() == 1000) {
        throw new StuckException(stuck);
      }
    });
    KeyWalk<Listed> walk = walk();
    assertThat(visited(walk, 1)).isEqualTo(keys);
    assertThat(walk.isComplete()).isTrue();
  }

  @Test
  void a_range_that_cannot_be_read_on_ends_the_walk_which_is_then_incomplete() {
    AtomicInteger asked = new AtomicInteger();
    store.setHook((operation, _) -> {
      if (operation == Operation.LIST && asked.getAndIncrement() == 1000) {
        throw new StoreException(Kind.TRANSIENT, "list: no answer");
      }
    });
    KeyWalk<Listed> walk = walk();
    assertThatThrownBy(() -> visited(walk, 4)).hasMessage("list: no answer");
    assertThat(walk.isComplete()).isFalse();
    assertThat(store.openHandles()).isEmpty();
  }

  @Test
  void a_walk_that_is_stopped_ends_soon_and_is_incomplete() throws Exception {
    KeyWalk<Listed> walk = walk();
    AtomicInteger visited = new AtomicInteger();
    walk.run(
        "walk",
        1,
        _ -> {
          if (visited.incrementAndGet() == 100) {
            walk.stop();
          }
        });
    assertThat(visited.get()).isLessThan(KEYS / 2);
    assertThat(walk.isComplete()).isFalse();
  }

  /// Gives numbers until it has given so many, or parts of itself away.
  private static final class Numbers implements RangeReader<Integer> {
    private int left;
    private int looks;
    private boolean isShared;

    Numbers(int count) {
      this.left = count;
    }

    @Override
    public @Nullable Integer next() {
      return isShared || left == 0 ? null : left--;
    }

    @Override
    public double keysLeft() {
      looks++;
      return left;
    }

    @Override
    public List<KeyRange> split(int most) {
      isShared = true;
      return List.of(new KeyRange(Key.of("m"), null));
    }

    @Override
    public List<KeyRange> partsAround(KeyRange stuck) {
      throw new UnsupportedOperationException("nothing is stuck");
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @CsvSource({"63, 0", "64, 1", "127, 1", "128, 2"})
  void after_each_64_that_are_found_it_is_looked_whether_others_are_idle(int found, int looks)
      throws Exception {
    Numbers numbers = new Numbers(found);
    KeyWalk<Integer> walk = new KeyWalk<>(KeyRange.all(), _ -> numbers);
    walk.run("walk", 1, _ -> {});
    assertThat(numbers.looks).isEqualTo(looks);
    assertThat(walk.isComplete()).isTrue();
  }

  @Test
  @Timeout(60)
  void who_is_idle_gets_a_part_of_what_another_reads() throws Exception {
    Queue<KeyRange> opened = new ConcurrentLinkedQueue<>();
    KeyWalk<Integer> walk =
        new KeyWalk<>(
            KeyRange.all(),
            range -> {
              opened.add(range);
              return new Numbers(range.equals(KeyRange.all()) ? Integer.MAX_VALUE : 1);
            });
    walk.run("walk", 2, _ -> {});
    assertThat(opened).containsExactly(KeyRange.all(), new KeyRange(Key.of("m"), null));
    assertThat(walk.isComplete()).isTrue();
  }

  @Test
  void a_walk_that_was_stopped_before_it_began_reads_nothing() throws Exception {
    KeyWalk<Listed> walk = walk();
    walk.stop();
    assertThat(visited(walk, 2)).isEmpty();
    assertThat(walk.isComplete()).isFalse();
  }

  @Test
  void who_pauses_when_the_walk_is_stopped_ends_and_who_is_interrupted_otherwise_is_so()
      throws Exception {
    KeyWalk<Listed> stopped = walk();
    stopped.work(_ -> {
      stopped.stop();
      throw new InterruptedException();
    });
    assertThat(stopped.isComplete()).isFalse();

    KeyWalk<Listed> interrupted = walk();
    assertThatThrownBy(() ->
            interrupted.work(_ -> {
              throw new InterruptedException();
            }))
        .isInstanceOf(InterruptedException.class);
    assertThat(interrupted.isComplete()).isFalse();
    assertThat(store.openHandles()).isEmpty();
  }
}
