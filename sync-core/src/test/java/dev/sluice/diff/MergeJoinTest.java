package dev.sluice.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.diff.Difference.DirectoryMarker;
import dev.sluice.diff.Difference.Excluded;
import dev.sluice.diff.Difference.Hidden;
import dev.sluice.diff.Difference.Same;
import dev.sluice.diff.Difference.SideUnlisted;
import dev.sluice.diff.Difference.SizeDiffers;
import dev.sluice.diff.Difference.SourceNotAFile;
import dev.sluice.diff.Difference.SourceOnly;
import dev.sluice.diff.Difference.TargetOnly;
import dev.sluice.diff.Difference.Unclear;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.store.StoreException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MergeJoinTest {

  private static final String MD5_A = "0cc175b9c0f1b6a831c399e269772661";
  private static final String MD5_B = "92eb5ffee6ae2fec3ad71c777531578f";
  private static final DiffRules BY_MD5 = new DiffRules(KeyFilter.EVERYTHING, Comparison.MD5, true);

  private static Entry file(String key, long sizeBytes) {
    return Entry.ofFile(Key.of(key), sizeBytes, Instant.EPOCH);
  }

  private static Entry object(String key, long sizeBytes, String etag) {
    return Entry.ofObject(Key.of(key), sizeBytes, Instant.EPOCH, etag, null);
  }

  private static List<Difference> join(
      DiffRules rules, List<? extends Listed> source, List<? extends Listed> target)
      throws StoreException, InterruptedException {
    KeyRange all = KeyRange.all();
    return drain(
        new MergeJoin(all, new ListCursor(source, all), new ListCursor(target, all), rules, false));
  }

  private static List<Difference> drain(MergeJoin join)
      throws StoreException, InterruptedException {
    List<Difference> differences = new ArrayList<>();
    Difference next;
    while ((next = join.next()) != null) {
      differences.add(next);
    }
    return differences;
  }

  @Test
  void a_key_on_one_side_alone_is_that_sides() throws Exception {
    assertThat(join(BY_MD5, List.of(file("a", 1)), List.of(object("b", 1, MD5_A))))
        .containsExactly(new SourceOnly(file("a", 1)), new TargetOnly(object("b", 1, MD5_A)));
  }

  @Test
  void sizes_decide_first() throws Exception {
    assertThat(join(BY_MD5, List.of(file("a", 1)), List.of(object("a", 2, MD5_A))))
        .containsExactly(new SizeDiffers(file("a", 1), object("a", 2, MD5_A)));
  }

  @Test
  void a_file_and_an_object_of_one_size_need_reading_unless_size_is_all_that_was_asked()
      throws Exception {
    Entry file = file("a", 1);
    Entry object = object("a", 1, MD5_A);
    assertThat(join(BY_MD5, List.of(file), List.of(object)))
        .containsExactly(new Unclear(file, object));
    assertThat(
            join(
                new DiffRules(KeyFilter.EVERYTHING, Comparison.SIZE, true),
                List.of(file),
                List.of(object)))
        .containsExactly(new Same(file, object, Evidence.SIZE));
  }

  @Test
  void two_empty_entries_are_the_same_without_reading() throws Exception {
    String nothing = "d41d8cd98f00b204e9800998ecf8427e";
    assertThat(join(BY_MD5, List.of(file("a", 0)), List.of(object("a", 0, nothing))))
        .hasOnlyElementsOfType(Same.class);
  }

  @Test
  void an_object_is_not_empty_whose_etag_says_otherwise() throws Exception {
    assertThat(join(BY_MD5, List.of(file("a", 0)), List.of(object("a", 0, MD5_A))))
        .hasOnlyElementsOfType(Unclear.class);
  }

  @Test
  void a_name_that_one_side_could_not_list_is_not_taken_for_absent_there() throws Exception {
    Unlisted name = new Unlisted(Key.of("b"), "no size");
    Entry entry = object("b", 1, MD5_A);
    assertThat(join(BY_MD5, List.of(name), List.of(entry)))
        .containsExactly(new SideUnlisted(name, true), new Hidden(entry, name, false));
    assertThat(join(BY_MD5, List.of(entry), List.of(name)))
        .containsExactly(new SideUnlisted(name, false), new Hidden(entry, name, true));
  }

  @Test
  void equal_etags_are_the_same_whatever_their_kind() throws Exception {
    for (String etag : List.of(MD5_A, MD5_A + "-3")) {
      assertThat(join(BY_MD5, List.of(object("a", 9, etag)), List.of(object("a", 9, etag))))
          .hasOnlyElementsOfType(Same.class);
    }
  }

  @Test
  void equal_etags_are_the_same_in_small_letters_and_in_capitals() throws Exception {
    for (String etag : List.of(MD5_A, MD5_A + "-3")) {
      Entry capitals = object("a", 9, etag.toUpperCase(Locale.ROOT));
      assertThat(join(BY_MD5, List.of(capitals), List.of(object("a", 9, etag))))
          .hasOnlyElementsOfType(Same.class);
    }
    Entry empty = object("a", 0, "D41D8CD98F00B204E9800998ECF8427E");
    assertThat(join(BY_MD5, List.of(file("a", 0)), List.of(empty)))
        .hasOnlyElementsOfType(Same.class);
  }

  @Test
  void different_md5s_are_looked_at_before_they_are_believed() throws Exception {
    assertThat(join(BY_MD5, List.of(object("a", 9, MD5_A)), List.of(object("a", 9, MD5_B))))
        .hasOnlyElementsOfType(Unclear.class);
  }

  @Test
  void etags_of_different_kinds_cannot_be_compared_and_are_not_taken_for_equal() throws Exception {
    for (String etag : List.of(MD5_B + "-2", "opaque")) {
      assertThat(join(BY_MD5, List.of(object("a", 9, MD5_A)), List.of(object("a", 9, etag))))
          .as(etag)
          .hasOnlyElementsOfType(Unclear.class);
    }
    assertThat(join(BY_MD5, List.of(file("a", 9)), List.of(object("a", 9, "opaque"))))
        .hasOnlyElementsOfType(Unclear.class);
  }

  @Test
  void a_file_can_be_read_in_the_parts_of_an_object() throws Exception {
    Entry object = object("a", 9, MD5_B + "-2");
    assertThat(join(BY_MD5, List.of(file("a", 9)), List.of(object)))
        .containsExactly(new Unclear(file("a", 9), object));
    assertThat(join(BY_MD5, List.of(object), List.of(file("a", 9))))
        .containsExactly(new Unclear(object, file("a", 9)));
  }

  @Test
  void what_is_excluded_is_so_on_either_side() throws Exception {
    DiffRules rules =
        new DiffRules(
            new KeyFilter(List.of(FilterRule.glob(false, "*.tmp"))), Comparison.SIZE, true);
    assertThat(join(rules, List.of(file("a.tmp", 1)), List.of(file("b.tmp", 1))))
        .containsExactly(new Excluded(Key.of("a.tmp")), new Excluded(Key.of("b.tmp")));
    assertThat(join(rules, List.of(file("c.tmp", 1)), List.of(file("c.tmp", 2))))
        .containsExactly(new Excluded(Key.of("c.tmp")));
  }

  @Test
  void a_directory_marker_means_nothing_to_a_file_system_and_is_an_object_between_buckets()
      throws Exception {
    Entry marker = object("d/", 0, MD5_A);
    assertThat(join(BY_MD5, List.of(), List.of(marker)))
        .containsExactly(new DirectoryMarker(Key.of("d/")));
    assertThat(
            join(
                new DiffRules(KeyFilter.EVERYTHING, Comparison.SIZE, false),
                List.of(marker),
                List.of()))
        .containsExactly(new SourceOnly(marker));
  }

  @Test
  void a_link_at_the_source_is_said_and_a_link_at_the_destination_is_nobodys_business()
      throws Exception {
    NotAFile link = new NotAFile(Key.of("l"), NotAFile.Reason.SYMBOLIC_LINK);
    assertThat(join(BY_MD5, List.of(link), List.of())).containsExactly(new SourceNotAFile(link));
    assertThat(join(BY_MD5, List.of(), List.of(link))).isEmpty();
    assertThat(join(BY_MD5, List.of(file("l", 1)), List.of(link)))
        .containsExactly(new SourceOnly(file("l", 1)));
    assertThat(join(BY_MD5, List.of(link), List.of(file("l", 1))))
        .containsExactly(new SourceNotAFile(link));
  }

  @Test
  void nothing_under_a_directory_that_the_source_could_not_list_is_taken_for_extra()
      throws Exception {
    Unlisted hole = new Unlisted(Key.of("d/"), "no permission");
    Entry inside = object("d/x", 1, MD5_A);
    Entry after = object("d0", 1, MD5_A);
    assertThat(join(BY_MD5, List.of(hole), List.of(inside, after)))
        .containsExactly(
            new SideUnlisted(hole, true), new Hidden(inside, hole, false), new TargetOnly(after));
  }

  @Test
  void nothing_under_a_directory_that_the_destination_could_not_list_is_taken_for_missing()
      throws Exception {
    Unlisted hole = new Unlisted(Key.of("d/"), "no permission");
    Entry inside = object("d/x", 1, MD5_A);
    assertThat(join(BY_MD5, List.of(inside, object("e", 1, MD5_A)), List.of(hole)))
        .containsExactly(
            new SideUnlisted(hole, false),
            new Hidden(inside, hole, true),
            new SourceOnly(object("e", 1, MD5_A)));
  }

  @Test
  void a_side_out_of_order_or_with_a_key_twice_is_refused() {
    for (List<Entry> wrong :
        List.of(
            List.of(file("b", 1), file("a", 1)),
            List.of(file("a", 1), file("a", 1)),
            List.of(file("😀", 1), file("\ufffd", 1)))) {
      assertThatThrownBy(() -> join(BY_MD5, wrong, List.of()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("order");
    }
  }

  @Provide
  Arbitrary<List<Entry>> entries() {
    return Arbitraries.of("a", "a-b", "a/b", "a/c/d", "a0", "b", "b/\ufffd", "b/😀", "c", "c!", "d")
        .set()
        .map(MergeJoinTest::sorted);
  }

  private static List<Entry> sorted(Set<String> keys) {
    return keys.stream().map(Key::of).sorted().map(key -> file(key.value(), 1)).toList();
  }

  @Provide
  Arbitrary<List<Listed>> listings() {
    return Arbitraries.of(
            "a", "a-b", "a/b", "a/c/d", "a0", "b", "b/\ufffd", "b/😀", "c", "d/x", "e")
        .set()
        .flatMap(keys ->
            Arbitraries.of("", "a/", "b/", "d/")
                .map(hole -> {
                  List<Listed> listed = new ArrayList<>(sorted(keys));
                  if (!hole.isEmpty()) {
                    listed.removeIf(each -> each.key().value().startsWith(hole));
                    listed.add(new Unlisted(Key.of(hole), "no permission"));
                    listed.sort(Comparator.comparing(Listed::key));
                  }
                  return listed;
                }));
  }

  @Property(tries = 1000)
  void leapfrogging_changes_nothing_but_what_the_destination_alone_has(
      @ForAll("listings") List<Listed> source, @ForAll("listings") List<Listed> target)
      throws Exception {
    KeyRange all = KeyRange.all();
    for (boolean leaps : List.of(false, true)) {
      List<Difference> found =
          drain(
              new MergeJoin(
                  all,
                  new ListCursor(source, all),
                  new ListCursor(target, all, leaps),
                  BY_MD5,
                  true));
      List<Difference> whole = join(BY_MD5, source, target);
      assertThat(whole.stream().filter(found::contains).toList()).isEqualTo(found);
      assertThat(whole.stream().filter(each -> concerns(each, source))).allMatch(found::contains);
      if (!leaps) {
        assertThat(found).isEqualTo(whole);
      }
    }
  }

  /// Whether a difference says something of what the source has.
  private static boolean concerns(Difference difference, List<Listed> source) {
    return switch (difference) {
      case TargetOnly _ -> false;
      case Hidden hidden -> hidden.sourceSide();
      case SideUnlisted side ->
          side.sourceSide() || source.stream().anyMatch(each -> side.part().hides(each.key()));
      default -> true;
    };
  }

  @Property(tries = 500)
  void however_a_range_is_split_on_the_way_every_key_gives_exactly_one_difference(
      @ForAll("entries") List<Entry> source,
      @ForAll("entries") List<Entry> target,
      @ForAll @IntRange(min = 1, max = 5) int keysBetweenSplits)
      throws Exception {
    DiffRules rules = new DiffRules(KeyFilter.EVERYTHING, Comparison.SIZE, true);
    TreeMap<Key, Class<?>> expected = new TreeMap<>();
    source.forEach(entry -> expected.put(entry.key(), SourceOnly.class));
    target.forEach(entry -> expected.merge(entry.key(), TargetOnly.class, (_, _) -> Same.class));

    TreeMap<Key, Class<?>> found = new TreeMap<>();
    Deque<KeyRange> ranges = new ArrayDeque<>(List.of(KeyRange.all()));
    while (!ranges.isEmpty()) {
      KeyRange range = ranges.pop();
      MergeJoin join =
          new MergeJoin(
              range, new ListCursor(source, range), new ListCursor(target, range), rules, false);
      Difference difference;
      for (int i = 1; (difference = join.next()) != null; i++) {
        assertThat(found.put(difference.key(), difference.getClass())).isNull();
        if (i % keysBetweenSplits == 0) {
          join.split(1 + i % 3).forEach(ranges::push);
        }
      }
    }
    assertThat(found).isEqualTo(expected);
  }
}
