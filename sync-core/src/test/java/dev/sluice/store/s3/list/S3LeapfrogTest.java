package dev.sluice.store.s3.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.diff.DiffRules;
import dev.sluice.diff.Difference;
import dev.sluice.diff.MergeJoin;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.s3.EmbeddedS3;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.split.Survey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many pages of a destination are listed where most of it is of no interest.
class S3LeapfrogTest {

  private static final DiffRules BY_SIZE =
      new DiffRules(KeyFilter.EVERYTHING, Comparison.SIZE, false);
  private static final LongFunction<String> COUNTER = "p/img%010d.jpg"::formatted;

  private EmbeddedS3 s3;
  private S3Root root;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3();
    root = new S3Root(s3.connect().session(), EmbeddedS3.at("p/"));
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private EntryCursor cursor(PagedKeys keys, Survey survey, KeyRange range) {
    return new S3Cursor(root, keys, survey, range);
  }

  /// Joins as workers do that part their ranges, each source key once.
  ///
  /// @return how many keys the source alone has, and how many both
  private int[] join(PagedKeys source, PagedKeys target, int parts) throws Exception {
    Survey ofSource = new Survey();
    Survey ofTarget = new Survey();
    int[] found = new int[2];
    Deque<KeyRange> ranges = new ArrayDeque<>(List.of(KeyRange.all()));
    while (!ranges.isEmpty()) {
      KeyRange range = ranges.pop();
      try (EntryCursor left = cursor(source, ofSource, range);
          EntryCursor right = cursor(target, ofTarget, range)) {
        MergeJoin join = new MergeJoin(range, left, right, BY_SIZE, true);
        Difference difference;
        while ((difference = join.next()) != null) {
          found[0] += difference instanceof Difference.SourceOnly ? 1 : 0;
          found[1] += difference instanceof Difference.Same ? 1 : 0;
          if (ranges.size() < parts && found[1] % 64 == 63) {
            join.split(parts).forEach(ranges::push);
          }
        }
      }
    }
    return found;
  }

  @Test
  void a_thousand_new_keys_among_a_hundred_million_cost_about_a_request_each() throws Exception {
    Random random = new Random(5);
    List<String> fresh =
        random
            .longs(1000, 0, 100_000_000)
            .sorted()
            .distinct()
            .mapToObj(i -> COUNTER.apply(i) + "-new")
            .toList();
    PagedKeys target = new PagedKeys(100_000_000, COUNTER);
    PagedKeys source = new PagedKeys(fresh.size(), i -> fresh.get((int) i));

    int[] found = join(source, target, 0);

    assertThat(found).containsExactly(fresh.size(), 0);
    assertThat(target.requests()).isLessThanOrEqualTo(2_200);
  }

  @Test
  void keys_that_exist_are_found_by_leaping() throws Exception {
    PagedKeys target = new PagedKeys(10_000_000, COUNTER);
    PagedKeys source = new PagedKeys(500, i -> COUNTER.apply(i * 19_997 + 3));

    assertThat(join(source, target, 0)).containsExactly(0, 500);
    assertThat(target.requests()).isBetween(500, 1_100);
  }

  @Test
  void new_keys_side_by_side_cost_one_leap_together() throws Exception {
    PagedKeys target = new PagedKeys(10_000_000, COUNTER);
    PagedKeys source = new PagedKeys(1000, i -> COUNTER.apply(7_000_000) + "-" + (1000 + i));

    assertThat(join(source, target, 0)).containsExactly(1000, 0);
    assertThat(target.requests()).isLessThanOrEqualTo(4);
  }

  @Test
  void where_every_page_holds_something_wanted_none_is_fetched_twice() throws Exception {
    PagedKeys target = new PagedKeys(200_000, COUNTER);
    PagedKeys source = new PagedKeys(2_000, i -> COUNTER.apply(i * 100 + 7));

    assertThat(join(source, target, 0)).containsExactly(0, 2_000);
    assertThat(target.requests()).isBetween(199, 204);
  }

  @Test
  void a_destination_equal_to_the_source_is_read_page_by_page() throws Exception {
    PagedKeys target = new PagedKeys(100_000, COUNTER);
    PagedKeys source = new PagedKeys(100_000, COUNTER);

    assertThat(join(source, target, 0)).containsExactly(0, 100_000);
    assertThat(target.requests()).isEqualTo(100);
    assertThat(source.requests()).isEqualTo(100);
  }

  @Test
  void nothing_of_the_destination_is_listed_behind_the_last_source_key() throws Exception {
    PagedKeys target = new PagedKeys(1_000_000, COUNTER);
    PagedKeys source = new PagedKeys(10, i -> COUNTER.apply(i));

    assertThat(join(source, target, 0)).containsExactly(0, 10);
    assertThat(target.requests()).isOne();
  }

  @Test
  void keys_of_any_characters_are_found_by_leaping() throws Exception {
    List<String> keys = new ArrayList<>();
    for (int c :
        new int[] {
          0, 1, ' ', '/', '~', 0x7f, 0xe9, 0x4e00, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x1f600,
          0x10ffff
        }) {
      for (int i = 0; i < 3000; i++) {
        keys.add("p/" + Character.toString(c) + "%04d".formatted(i) + Character.toString(c));
      }
    }
    keys.sort(Key::compare);
    List<String> wanted =
        LongStream.range(0, 14).mapToObj(i -> keys.get((int) (i * 3000 + i * 211))).toList();
    PagedKeys target = new PagedKeys(keys.size(), i -> keys.get((int) i));
    PagedKeys source = new PagedKeys(wanted.size(), i -> wanted.get((int) i));

    assertThat(join(source, target, 0)).containsExactly(0, 14);
    assertThat(target.requests()).isLessThan(30);
  }

  @Test
  void ranges_may_be_parted_while_leaping() throws Exception {
    PagedKeys target = new PagedKeys(10_000_000, COUNTER);
    PagedKeys source = new PagedKeys(20_000, i -> COUNTER.apply(i * 500));

    assertThat(join(source, target, 8)).containsExactly(0, 20_000);
  }
}
