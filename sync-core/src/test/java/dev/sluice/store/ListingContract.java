package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// What every store's listing does: key order, ranges, splitting, truncating.
public abstract class ListingContract extends StoreFixture {

  /// In key order: around the slash, across the surrogates, composed and decomposed, by case.
  private static final List<String> ORDERED =
      List.of(
          "B",
          "a b",
          "a!",
          "a-b",
          "a-b-c",
          "a.txt",
          "a/b",
          "a/b!",
          "a/c/d",
          "a0",
          "aa",
          "e\u0301",
          "z-",
          "z/\ufb01",
          "z/\uffee",
          "z/\ud83d\ude00",
          "z0",
          "\u00e9",
          "\ufb01",
          "\ufffd",
          "\uffee",
          "\ud800\udc00",
          "\ud83d\ude00");

  private List<Key> writeOrdered(Store store) throws Exception {
    List<Key> keys =
        new TreeSet<>(ORDERED.stream().map(Key::of).toList())
            .stream().filter(this::canHold).toList();
    for (Key key : keys.reversed()) {
      write(store, key, BytesSource.of(key.value()));
    }
    return keys;
  }

  @Test
  void a_new_store_lists_as_empty_and_is_readable() throws Exception {
    with(store -> {
      store.checkReadable();
      assertThat(keys(store)).isEmpty();
    });
  }

  @Test
  void keys_come_in_the_order_of_their_utf8_bytes() throws Exception {
    with(store -> {
      List<Key> keys = writeOrdered(store);
      assertThat(keys(store, KeyRange.all())).isEqualTo(keys);
    });
  }

  @Test
  void a_directory_stands_where_its_name_and_a_slash_would() throws Exception {
    with(store -> {
      for (String key : List.of("a/x", "a-b", "a0", "a.b/y", "a.b.c")) {
        write(store, key, "content");
      }
      assertThat(keys(store)).containsExactly("a-b", "a.b.c", "a.b/y", "a/x", "a0");
    });
  }

  @Test
  void an_entry_tells_its_size_and_a_time() throws Exception {
    with(store -> {
      write(store, "a/five", "12345");
      Entry listed = (Entry) list(store, KeyRange.all()).getFirst();
      Entry found = entry(store, "a/five");
      assertThat(found.storageClass()).as("may be left out").isIn(null, listed.storageClass());
      assertThat(
              new Entry(found.key(), found.content(), found.modifiedTime(), listed.storageClass()))
          .isEqualTo(listed);
      assertThat(listed.sizeBytes()).isEqualTo(5);
      if (store.properties().fileSystem()) {
        assertThat(listed.modifiedTime()).isEqualTo(BytesSource.TIME);
      }
    });
  }

  @Test
  void a_range_gives_the_keys_above_its_lower_bound_up_to_its_upper() throws Exception {
    with(store -> {
      List<Key> keys = writeOrdered(store);
      for (int from = 0; from < keys.size(); from++) {
        assertThat(keys(store, KeyRange.all().above(keys.get(from))))
            .isEqualTo(keys.subList(from + 1, keys.size()));
        assertThat(keys(store, KeyRange.all().below(keys.get(from))))
            .isEqualTo(keys.subList(0, from + 1));
        for (int to = from + 1; to < keys.size(); to += 5) {
          assertThat(keys(store, new KeyRange(keys.get(from), keys.get(to))))
              .isEqualTo(keys.subList(from + 1, to + 1));
        }
      }
    });
  }

  @Test
  void the_bounds_of_a_range_need_not_be_keys_that_exist() throws Exception {
    with(store -> {
      List<Key> keys = writeOrdered(store);
      for (String bound :
          List.of("a", "a/", "a/a", "a/b/c", "a/c", "a/c/", "a/c/d/e", "z", "z/", "zz", "~")) {
        Key at = Key.of(bound);
        assertThat(keys(store, KeyRange.all().above(at)))
            .as("above %s", at)
            .isEqualTo(keys.stream().filter(key -> key.compareTo(at) > 0).toList());
        assertThat(keys(store, KeyRange.all().below(at)))
            .as("up to %s", at)
            .isEqualTo(keys.stream().filter(key -> key.compareTo(at) <= 0).toList());
      }
    });
  }

  @Test
  void a_listing_that_has_ended_stays_ended() throws Exception {
    with(store -> {
      write(store, "a", "content");
      try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
        assertThat(rest(cursor)).hasSize(1);
        assertThat(cursor.next()).isNull();
        assertThat(cursor.proposeSplits(2)).isEmpty();
        assertThat(cursor.seek(Key.of("z"))).isFalse();
        assertThat(cursor.next()).isNull();
      }
    });
  }

  @Test
  void a_closed_cursor_is_of_no_use() throws Exception {
    with(store -> {
      EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING);
      cursor.close();
      cursor.close();
      assertThatThrownBy(cursor::next).isInstanceOf(IllegalStateException.class);
    });
  }

  @Test
  void a_truncated_listing_ends_at_its_new_bound() throws Exception {
    with(store -> {
      List<Key> keys = writeOrdered(store);
      for (int read = 0; read < keys.size(); read += 3) {
        for (int to = Math.max(0, read - 1); to < keys.size(); to += 4) {
          try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
            for (int i = 0; i < read; i++) {
              cursor.next();
            }
            cursor.truncate(keys.get(to));
            assertThat(rest(cursor).stream().map(Listed::key))
                .isEqualTo(keys.subList(read, Math.max(read, to + 1)));
          }
        }
      }
    });
  }

  @Test
  void truncating_above_the_end_of_the_range_does_not_widen_it() throws Exception {
    with(store -> {
      writeOrdered(store);
      KeyRange range = KeyRange.all().below(Key.of("a-b"));
      try (EntryCursor cursor = store.list(range, Prune.NOTHING)) {
        cursor.truncate(Key.of("zzz"));
        assertThat(rest(cursor).getLast().key()).isEqualTo(Key.of("a-b"));
      }
    });
  }

  @Test
  void from_the_key_sought_on_everything_is_given() throws Exception {
    with(store -> {
      List<Key> keys = writeOrdered(store);
      List<Key> sought = new ArrayList<>(keys);
      List.of("!", "a/", "a/b/c", "a/c/d/e", "z/\ud83d", "\ue000", "\uffff")
          .forEach(text -> sought.add(Key.of(text)));
      for (int read = 0; read < keys.size(); read += 3) {
        for (Key key : sought) {
          assertSeeks(store, keys, read, key);
        }
      }
    });
  }

  private static void assertSeeks(Store store, List<Key> keys, int read, Key key) throws Exception {
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      for (int i = 0; i < read; i++) {
        cursor.next();
      }
      boolean leftOut = cursor.seek(key);
      List<Key> unread = keys.subList(read, keys.size());
      List<Key> given = rest(cursor).stream().map(Listed::key).toList();
      assertThat(unread.stream().filter(given::contains).toList())
          .as("after %s, sought %s", read, key)
          .isEqualTo(given);
      assertThat(given.stream().filter(each -> each.compareTo(key) >= 0))
          .isEqualTo(unread.stream().filter(each -> each.compareTo(key) >= 0).toList());
      assertThat(leftOut || given.equals(unread)).isTrue();
    }
  }

  @Test
  void a_cursor_of_which_nothing_more_is_needed_ends() throws Exception {
    with(store -> {
      List<Key> keys = writeOrdered(store);
      try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
        cursor.next();
        boolean leftOut = cursor.seek(null);
        List<Key> given = rest(cursor).stream().map(Listed::key).toList();
        assertThat(keys.stream().filter(given::contains).toList()).isEqualTo(given);
        assertThat(given).doesNotContain(keys.getFirst());
        assertThat(leftOut || given.size() == keys.size() - 1).isTrue();
      }
    });
  }

  @Test
  void seeking_does_not_widen_a_range_or_go_back() throws Exception {
    with(store -> {
      List<Key> keys = writeOrdered(store);
      KeyRange range = new KeyRange(keys.get(2), keys.get(keys.size() - 3));
      try (EntryCursor cursor = store.list(range, Prune.NOTHING)) {
        cursor.seek(keys.getFirst());
        assertThat(cursor.next()).extracting(Listed::key).isEqualTo(keys.get(3));
        cursor.seek(keys.get(5));
        cursor.seek(keys.get(1));
        List<Key> given = rest(cursor).stream().map(Listed::key).toList();
        assertThat(given).endsWith(keys.subList(5, keys.size() - 2).toArray(Key[]::new));
        assertThat(keys.stream().filter(given::contains).toList()).isEqualTo(given);
      }
    });
  }

  @Property(tries = 40)
  void any_keys_sought_one_after_another_are_found_where_they_exist(
      @ForAll("keySets") List<String> texts, @ForAll("keySets") List<String> wanted)
      throws Exception {
    if (!isRunning()) {
      return;
    }
    with(store -> {
      TreeSet<Key> keys = new TreeSet<>(writeThoseThatFit(store, texts));
      try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
        Listed ahead = null;
        for (Key key : new TreeSet<>(wanted.stream().map(Key::of).toList())) {
          while (ahead == null || ahead.key().compareTo(key) < 0) {
            cursor.seek(key);
            ahead = cursor.next();
            if (ahead == null) {
              break;
            }
          }
          Key found = ahead == null ? null : ahead.key();
          assertThat(found).isEqualTo(keys.ceiling(key));
          if (found == null) {
            break;
          }
        }
      }
    });
  }

  @Test
  void pruning_leaves_out_nothing_but_what_lies_in_pruned_directories() throws Exception {
    with(store -> {
      for (String key : List.of("a/x", "b", "skip/deep/y", "skip/z", "skip-not")) {
        write(store, key, "content");
      }
      try (EntryCursor cursor = store.list(KeyRange.all(), "skip/"::equals)) {
        List<String> listed = rest(cursor).stream().map(found -> found.key().value()).toList();
        assertThat(listed).contains("a/x", "b", "skip-not").isSubsetOf(keys(store));
      }
    });
  }

  @Property(tries = 40)
  void any_keys_listed_by_any_partition_into_ranges_are_those_keys_in_order(
      @ForAll("keySets") List<String> texts, @ForAll("keySets") List<String> bounds)
      throws Exception {
    if (!isRunning()) {
      return;
    }
    with(store -> {
      List<Key> keys = writeThoseThatFit(store, texts);
      List<Key> found = new ArrayList<>();
      KeyRange rest = KeyRange.all();
      for (Key bound : new TreeSet<>(bounds.stream().map(Key::of).toList())) {
        found.addAll(keys(store, rest.below(bound)));
        rest = rest.above(bound);
      }
      found.addAll(keys(store, rest));
      assertThat(found).isEqualTo(keys);
    });
  }

  @Property(tries = 40)
  void any_keys_listed_by_splitting_wherever_it_is_proposed_are_those_keys(
      @ForAll("keySets") List<String> texts, @ForAll long seed) throws Exception {
    if (!isRunning()) {
      return;
    }
    with(store -> {
      List<Key> keys = writeThoseThatFit(store, texts);
      assertThat(new TreeSet<>(listBySplitting(store, new Random(seed), keys.size())))
          .containsExactlyElementsOf(keys);
    });
  }

  private List<Key> writeThoseThatFit(Store store, List<String> texts) throws Exception {
    TreeSet<Key> fitting = new TreeSet<>();
    for (String text : texts) {
      TreeSet<Key> more = new TreeSet<>(fitting);
      more.add(Key.of(text));
      if (canHoldTogether(store, more)) {
        fitting = more;
      }
    }
    for (Key key : fitting) {
      write(store, key, BytesSource.of("content"));
    }
    return List.copyOf(fitting);
  }

  @Provide
  Arbitrary<List<String>> keySets() {
    Arbitrary<String> segment =
        Arbitraries.of("a", "b", "a-b", "a.b", "a!", "a0", "aa", "\u00e9", "\ufffd", "\ud83d\ude00")
            .list()
            .ofMinSize(1)
            .ofMaxSize(2)
            .map(parts -> String.join("", parts));
    return segment
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(segments -> String.join("/", segments))
        .list()
        .uniqueElements()
        .ofMaxSize(24);
  }
}
