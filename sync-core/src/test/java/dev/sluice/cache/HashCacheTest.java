package dev.sluice.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.FakeTime;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Md5Value;
import dev.sluice.state.RowCursor;
import dev.sluice.state.RowStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashCacheTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Md5Value MD5 = new Md5Value(0x0123456789abcdefL, -2);
  private static final Remembered HASHES = new Remembered(MD5);

  @TempDir Path home = Path.of(".");

  private final FakeTime time = new FakeTime();

  private CachePlace place(String root) {
    return CachePlace.of(home.resolve("hash"), Path.of(root));
  }

  private HashCache open(CacheRules rules) {
    return HashCache.open(place("/data"), rules, "s3://bucket/", home, time);
  }

  private HashCache open() {
    return open(CacheRules.of("ext4"));
  }

  /// Of a file that was changed an hour before now.
  private FileStamp old(long size) {
    long changed = FileStamp.nanos(time.now().minus(HOUR));
    return new FileStamp(size, changed, changed + 1, 7);
  }

  private static @Nullable Remembered recall(HashCache cache, String key, FileStamp stamp) {
    HashMemory.Recall recall = cache.recall(KeyRange.all());
    Remembered found = recall.of(Key.of(key), stamp);
    recall.settle();
    return found;
  }

  private void remember(Map<String, FileStamp> files) {
    try (HashCache cache = open()) {
      files.forEach((key, stamp) -> cache.remember(Key.of(key), stamp, time.now(), HASHES));
    }
  }

  private List<String> keysKept() throws IOException {
    List<String> keys = new ArrayList<>();
    try (RowStore rows = RowStore.open(place("/data").folder(), "/data", time)) {
      RowCursor cursor = rows.cursor();
      while (cursor.next()) {
        if (!cursor.row().isRemoved()) {
          keys.add(cursor.row().keyText());
        }
      }
    }
    return keys;
  }

  @Test
  void what_one_run_reads_the_next_one_knows() {
    FileStamp stamp = old(5);
    remember(Map.of("a/b", stamp));
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a/b", stamp)).isEqualTo(HASHES);
      assertThat(recall(cache, "a", stamp)).isNull();
      assertThat(cache.figures()).isEqualTo(new CacheFigures(1, 5, Map.of(CacheMiss.NEW, 1L)));
    }
  }

  enum Change {
    SIZE(CacheMiss.SIZE),
    MTIME(CacheMiss.MTIME),
    CTIME(CacheMiss.CTIME),
    INODE(CacheMiss.INODE);

    private final CacheMiss miss;

    Change(CacheMiss miss) {
      this.miss = miss;
    }

    FileStamp of(FileStamp was) {
      return new FileStamp(
          was.sizeBytes() + (this == SIZE ? 1 : 0),
          was.mtimeNanos() - (this == MTIME ? 1 : 0),
          was.ctimeNanos() - (this == CTIME ? 1 : 0),
          was.inode() + (this == INODE ? 1 : 0));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_file_of_which_anything_is_other_is_not_known_and_it_is_said_why(Change change) {
    FileStamp stamp = old(5);
    remember(Map.of("a", stamp));
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", change.of(stamp))).isNull();
      assertThat(cache.figures().misses()).isEqualTo(Map.of(change.miss, 1L));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_laxer_check_passes_over_what_it_does_not_ask_for(Change change) {
    FileStamp stamp = old(5);
    remember(Map.of("a", stamp));
    Stream.of(CacheCheck.NO_INODE, CacheCheck.MTIME)
        .forEach(check -> {
          boolean asks =
              switch (change) {
                case SIZE, MTIME -> true;
                case CTIME -> check == CacheCheck.NO_INODE;
                case INODE -> false;
              };
          try (HashCache cache = open(CacheRules.of("ext4").withCheck(check))) {
            assertThat(recall(cache, "a", change.of(stamp)) == null).isEqualTo(asks);
          }
        });
  }

  @Test
  void a_file_that_was_read_just_after_its_change_is_read_again_by_the_next_run_and_then_known() {
    FileStamp fresh = old(5);
    Instant justAfter = time.now().minus(HOUR).plusSeconds(2);
    try (HashCache cache = open()) {
      cache.remember(Key.of("a"), fresh, justAfter, HASHES);
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", fresh)).isNull();
      assertThat(cache.figures().misses()).isEqualTo(Map.of(CacheMiss.RACY, 1L));
      cache.remember(Key.of("a"), fresh, justAfter.plusMillis(1), HASHES);
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", fresh)).isEqualTo(HASHES);
    }
  }

  @Test
  void where_change_times_are_ahead_of_this_clock_what_is_as_new_is_not_believed() {
    FileStamp ahead = new FileStamp(1, 0, FileStamp.nanos(time.now().plusSeconds(60)), 7);
    FileStamp shortBefore = new FileStamp(1, 0, FileStamp.nanos(time.now().minusSeconds(30)), 8);
    try (HashCache cache = open()) {
      cache.remember(Key.of("a"), ahead, time.now(), HASHES);
      cache.remember(Key.of("b"), shortBefore, time.now(), HASHES);
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "b", shortBefore)).isNull();
    }
  }

  @Test
  void once_the_clock_was_set_during_a_run_nothing_that_it_reads_is_believed() {
    FileStamp stamp = old(5);
    try (HashCache cache = open()) {
      time.setClock(time.now().plusSeconds(5));
      cache.remember(Key.of("a"), stamp, time.now(), HASHES);
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", stamp)).isNull();
    }
  }

  @Test
  void files_that_a_whole_walk_did_not_meet_are_forgotten() throws IOException {
    FileStamp stamp = old(1);
    remember(Map.of("a", stamp, "b", stamp, "c", stamp, "d", stamp));
    try (HashCache cache = open()) {
      HashMemory.Recall recall = cache.recall(KeyRange.all());
      recall.of(Key.of("b"), stamp);
      recall.of(Key.of("bb"), old(2));
      recall.end(null);
    }
    assertThat(keysKept()).containsExactly("b");
  }

  @Test
  void a_file_whose_folder_was_renamed_is_known_by_its_stamp_and_remembered_under_its_new_name()
      throws IOException {
    FileStamp stamp = old(5);
    remember(Map.of("b/1", stamp));
    try (HashCache cache = open()) {
      HashMemory.Recall recall = cache.recall(KeyRange.all());
      assertThat(recall.of(Key.of("c/1"), stamp)).isEqualTo(HASHES);
      recall.end(null);
      recall.settle();
      assertThat(cache.formerKey(stamp)).isEqualTo(Key.of("b/1"));
      assertThat(cache.figures()).isEqualTo(new CacheFigures(1, 5, Map.of()));
    }
    assertThat(keysKept()).containsExactly("c/1");
    try (HashCache cache = open()) {
      assertThat(recall(cache, "c/1", stamp)).isEqualTo(HASHES);
    }
  }

  @Test
  void so_is_one_that_was_listed_before_the_place_where_it_was_once_that_was_listed() {
    FileStamp stamp = old(5);
    remember(Map.of("b/1", stamp));
    try (HashCache cache = open()) {
      HashMemory.Recall recall = cache.recall(KeyRange.all());
      assertThat(recall.of(Key.of("a/1"), stamp)).isNull();
      assertThat(cache.hasMoved()).isFalse();
      recall.end(null);
      recall.settle();
      assertThat(cache.figures().misses()).isEqualTo(Map.of(CacheMiss.NEW, 1L));
      assertThat(cache.hasMoved()).isTrue();
      assertThat(cache.recallMoved(Key.of("a/1"), stamp)).isEqualTo(HASHES);
      assertThat(cache.figures()).isEqualTo(new CacheFigures(1, 5, Map.of()));
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a/1", stamp)).isEqualTo(HASHES);
    }
  }

  @Test
  void what_was_said_of_the_object_under_the_old_name_is_not_believed_of_another() {
    FileStamp stamp = old(5);
    try (HashCache cache = open()) {
      cache.remember(Key.of("b"), stamp, time.now(), new Remembered(MD5, List.of(), "sent"));
      cache.remember(Key.of("c"), old(6), time.now(), new Remembered(null, List.of(), "sent"));
    }
    try (HashCache cache = open()) {
      HashMemory.Recall recall = cache.recall(KeyRange.all());
      assertThat(recall.of(Key.of("y"), stamp)).isEqualTo(HASHES);
      assertThat(recall.of(Key.of("z"), old(6))).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_file_of_which_anything_is_other_is_not_one_that_was_elsewhere(Change change) {
    FileStamp stamp = old(5);
    remember(Map.of("b/1", stamp));
    try (HashCache cache = open()) {
      HashMemory.Recall recall = cache.recall(KeyRange.all());
      assertThat(recall.of(Key.of("c/1"), change.of(stamp))).isNull();
      assertThat(cache.recallMoved(Key.of("c/1"), change.of(stamp))).isNull();
    }
  }

  @Test
  void a_file_is_not_known_under_another_name_where_inode_numbers_or_times_are_made_up() {
    FileStamp stamp = old(5);
    FileStamp ofImage = new FileStamp(5, stamp.mtimeNanos(), stamp.ctimeNanos() - 1, 7);
    remember(Map.of("b/1", stamp, "b/2", ofImage));
    try (HashCache cache = open(CacheRules.of("overlay"))) {
      assertThat(cache.recall(KeyRange.all()).of(Key.of("c/1"), stamp)).isNull();
      assertThat(cache.hasMoved()).isFalse();
    }
    remember(Map.of("b/2", ofImage));
    try (HashCache cache = open()) {
      assertThat(cache.recall(KeyRange.all()).of(Key.of("c/2"), ofImage)).isNull();
      assertThat(cache.hasMoved()).isFalse();
    }
  }

  @Test
  void what_a_walk_passes_over_is_kept() throws IOException {
    FileStamp stamp = old(1);
    remember(Map.of("a", stamp, "b/1", stamp, "b/2", stamp, "c", stamp, "d", stamp));
    try (HashCache cache = open()) {
      HashMemory.Recall recall = cache.recall(KeyRange.all());
      recall.of(Key.of("a"), stamp);
      recall.passOver();
      recall.of(Key.of("d"), stamp);
      recall.of(Key.of("e"), stamp);
    }
    assertThat(keysKept()).containsExactly("a", "b/1", "b/2", "c", "d");
  }

  @Test
  void a_walk_of_a_range_forgets_nothing_outside_of_it() throws IOException {
    FileStamp stamp = old(1);
    remember(Map.of("a", stamp, "b", stamp, "c", stamp, "d", stamp));
    try (HashCache cache = open()) {
      Key upTo = Key.of("c");
      HashMemory.Recall recall = cache.recall(new KeyRange(Key.of("a"), upTo));
      recall.end(upTo);
    }
    assertThat(keysKept()).containsExactly("a", "d");
  }

  @Test
  void an_empty_file_is_not_missed_as_it_would_not_be_read_anyway() {
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", old(0))).isNull();
      assertThat(cache.figures()).isEqualTo(CacheFigures.NONE);
    }
  }

  @Test
  void files_that_another_walk_asks_for_again_are_counted_once() {
    FileStamp stamp = old(1);
    remember(Map.of("a", stamp, "b", stamp));
    try (HashCache cache = open()) {
      HashMemory.Recall lower = cache.recall(KeyRange.all());
      Stream.of("a", "b", "c").forEach(key -> lower.of(Key.of(key), stamp));
      lower.takeBack(2);
      lower.settle();
      HashMemory.Recall upper = cache.recall(new KeyRange(Key.of("a"), null));
      Stream.of("b", "c").forEach(key -> upper.of(Key.of(key), stamp));
      upper.settle();
      assertThat(cache.figures()).isEqualTo(new CacheFigures(2, 2, Map.of(CacheMiss.NEW, 1L)));
    }
  }

  @Test
  void a_root_within_another_that_has_a_cache_shares_it_and_touches_only_its_own_files()
      throws IOException {
    FileStamp stamp = old(1);
    remember(Map.of("a", stamp, "in/a", stamp, "in/gone", stamp, "in0", stamp));
    CachePlace within = place("/data/in");
    assertThat(within).isEqualTo(new CachePlace(place("/data").folder(), "/data", "in/", null));
    try (HashCache cache = HashCache.open(within, CacheRules.of("ext4"), "", home, time)) {
      HashMemory.Recall recall = cache.recall(KeyRange.all());
      assertThat(recall.of(Key.of("a"), stamp)).isEqualTo(HASHES);
      recall.end(null);
    }
    assertThat(keysKept()).containsExactly("a", "in/a", "in0");
  }

  @Test
  void another_root_has_another_cache() {
    remember(Map.of("a", old(1)));
    assertThat(place("/database").folder()).isNotEqualTo(place("/data").folder());
    assertThat(place("/").prefix()).isEmpty();
  }

  @Test
  void what_was_found_out_of_a_file_bit_by_bit_is_kept_together() {
    FileStamp stamp = old(5);
    InParts parts = new InParts(8 << 20, "0123456789abcdef0123456789abcdef-2");
    remember(Map.of("a", stamp));
    try (HashCache cache = open()) {
      cache.remember(
          Key.of("a"), stamp, time.now(), new Remembered(null, List.of(parts), "opaque"));
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", stamp))
          .isEqualTo(new Remembered(MD5, List.of(parts), "opaque"));
    }
  }

  @Test
  void what_was_known_of_the_file_before_it_changed_is_not_mixed_in() {
    FileStamp before = old(5);
    FileStamp after = Change.CTIME.of(before);
    remember(Map.of("a", before));
    Remembered later = new Remembered(null, List.of(), "opaque");
    try (HashCache cache = open()) {
      cache.remember(Key.of("a"), after, time.now(), later);
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", after)).isEqualTo(later);
    }
  }

  @Test
  void an_etag_without_meaning_counts_only_for_the_destination_that_gave_it() {
    FileStamp stamp = old(5);
    Map<String, String> etags = Map.of("s3://one/", "etag-of-one", "s3://two/", "etag-of-two");
    etags.forEach((destination, etag) -> {
      try (HashCache cache =
          HashCache.open(place("/data"), CacheRules.of("ext4"), destination, home, time)) {
        cache.remember(Key.of("a"), stamp, time.now(), new Remembered(MD5, List.of(), etag));
      }
    });
    etags.forEach((destination, etag) -> {
      try (HashCache cache =
          HashCache.open(place("/data"), CacheRules.of("ext4"), destination, home, time)) {
        Remembered known = new Remembered(MD5, List.of(), etag);
        assertThat(recall(cache, "a", stamp)).isEqualTo(known);
        assertThat(Fingerprint.areSameDigest(known, Fingerprint.ofETag(etag))).isTrue();
      }
    });
    try (HashCache cache =
        HashCache.open(place("/data"), CacheRules.of("ext4"), "s3://three/", home, time)) {
      assertThat(recall(cache, "a", stamp)).isEqualTo(HASHES);
    }
  }

  @Test
  void a_share_is_looked_at_again() {
    FileStamp stamp = old(5);
    remember(Map.of("a", stamp));
    try (HashCache cache = open(CacheRules.of("ext4").withRecheckShare(1))) {
      assertThat(recall(cache, "a", stamp)).isNull();
      assertThat(cache.figures().misses()).isEqualTo(Map.of(CacheMiss.RECHECK, 1L));
    }
  }

  @Test
  void a_cache_that_is_broken_costs_time_and_says_so() throws IOException {
    FileStamp stamp = old(5);
    remember(Map.of("a", stamp));
    try (Stream<Path> files = Files.list(place("/data").folder())) {
      for (Path file : files.filter(each -> !each.endsWith("lock")).toList()) {
        Files.writeString(file, "not a cache at all");
      }
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", stamp)).isNull();
      assertThat(cache.problems()).hasSize(1).first().asString().contains("set aside");
      cache.remember(Key.of("a"), stamp, time.now(), HASHES);
    }
    try (HashCache cache = open()) {
      assertThat(recall(cache, "a", stamp)).isEqualTo(HASHES);
    }
  }

  @Test
  void the_folder_of_all_caches_is_told_where_it_is_within_the_root() throws IOException {
    Path real = home.toRealPath();
    CachePlace within = CachePlace.of(real.resolve("state/hash"), real);
    assertThat(within.own()).isEqualTo("state/hash/");
    try (HashCache cache = HashCache.open(within, CacheRules.of("ext4"), "", home, time)) {
      assertThat(cache.isOwn("state/hash/")).isTrue();
      assertThat(cache.isOwn("state/")).isFalse();
    }
    assertThat(CachePlace.of(real.resolve("hash"), real.resolve("data")).own()).isNull();
  }
}
