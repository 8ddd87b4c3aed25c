package dev.sluice.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.diff.Difference.SourceOnly;
import dev.sluice.diff.Difference.TargetOnly;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Unlisted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Which parts of its range a join gives away, and which it keeps. A [ListCursor] proposes the last
/// keys of equal parts of what it has left.
class MergeJoinPartsTest {

  private static final KeyRange ALL = KeyRange.all();
  private static final DiffRules RULES =
      new DiffRules(KeyFilter.EVERYTHING, Comparison.SIZE, false);

  /// One entry under each letter.
  private static List<Entry> files(String letters) {
    return letters
        .chars()
        .mapToObj(Character::toString)
        .map(key -> Entry.ofFile(Key.of(key), 1, Instant.EPOCH))
        .toList();
  }

  private static KeyRange range(@Nullable String after, @Nullable String upTo) {
    return new KeyRange(after == null ? null : Key.of(after), upTo == null ? null : Key.of(upTo));
  }

  private static MergeJoin join(String source, String target) {
    return join(ALL, source, target, false);
  }

  private static MergeJoin join(KeyRange range, String source, String target, boolean leapfrogs) {
    return new MergeJoin(
        range,
        new ListCursor(files(source), range),
        new ListCursor(files(target), range, leapfrogs),
        RULES,
        leapfrogs);
  }

  private static String rest(MergeJoin join) throws Exception {
    StringBuilder keys = new StringBuilder();
    for (Difference each = join.next(); each != null; each = join.next()) {
      keys.append(each.key());
    }
    return keys.toString();
  }

  @Test
  void what_lies_above_the_proposed_keys_is_given_away_in_order_and_the_rest_is_joined()
      throws Exception {
    MergeJoin halved = join("abcdefg", "bg");
    assertThat(halved.split(1)).containsExactly(range("c", null));
    assertThat(rest(halved)).isEqualTo("abc");

    MergeJoin parted = join("abcdefg", "bg");
    assertThat(parted.split(2)).containsExactly(range("b", "d"), range("d", null));
    assertThat(rest(parted)).isEqualTo("ab");
  }

  @Test
  void a_range_that_was_given_away_in_part_ends_there_for_the_next_split() {
    MergeJoin join = join(range(null, "g"), "abcdefg", "", false);
    assertThat(join.split(1)).containsExactly(range("c", "g"));
    assertThat(join.split(1)).containsExactly(range("a", "c"));
    assertThat(join.split(1)).as("one key is no two parts").isEmpty();
  }

  @Test
  void the_side_that_has_more_left_says_where_to_part() {
    assertThat(join("ab", "cdefgh").split(1)).containsExactly(range("e", null));
    assertThat(join("cdefgh", "ab").split(1)).containsExactly(range("e", null));
    assertThat(join("ab", "cd").split(1))
        .as("the source, where both have as many")
        .containsExactly(range("a", null));
  }

  @Test
  void where_the_side_with_more_left_has_no_good_key_the_other_is_asked() throws Exception {
    MergeJoin join = join("abcdef", "uvwx");
    assertThat(join.next()).isInstanceOf(SourceOnly.class);
    assertThat(join.split(1))
        .as("c lies below u, which the other side has looked at already")
        .containsExactly(range("v", null));

    MergeJoin turned = join("uvwx", "abcdef");
    assertThat(turned.next()).isInstanceOf(TargetOnly.class);
    assertThat(turned.split(1)).containsExactly(range("v", null));
  }

  @Test
  void a_range_may_be_parted_at_the_very_key_that_a_side_has_looked_at() throws Exception {
    MergeJoin join = join("abcdefg", "dz");
    assertThat(join.next()).isInstanceOf(SourceOnly.class);
    assertThat(join.split(1)).containsExactly(range("d", null));
    assertThat(rest(join)).isEqualTo("bcd");
  }

  @Test
  void a_join_that_leapfrogs_leaves_the_destination_out_of_account() {
    assertThat(join(ALL, "ab", "cdefgh", true).split(1)).containsExactly(range("a", null));
    assertThat(join(ALL, "a", "cdefgh", true).split(1)).isEmpty();
    assertThat(join(ALL, "ab", "cdefgh", true).keysLeft()).isEqualTo(2);
  }

  @Test
  void as_much_is_left_as_on_the_side_that_has_more() {
    assertThat(join("ab", "cdefgh").keysLeft()).isEqualTo(6);
    assertThat(join("cdefgh", "ab").keysLeft()).isEqualTo(6);
  }

  @Test
  void only_a_join_that_leapfrogs_leaves_out_what_the_destination_alone_has() throws Exception {
    assertThat(rest(join(ALL, "dk", "abdez", true)))
        .as("z was looked at for k, and is told")
        .isEqualTo("dkz");
    MergeJoin whole =
        new MergeJoin(
            ALL,
            new ListCursor(files("dk"), ALL),
            new ListCursor(files("abdez"), ALL, true),
            RULES,
            false);
    assertThat(rest(whole)).isEqualTo("abdekz");
  }

  @Test
  void what_was_looked_ahead_is_not_left_out_by_leapfrogging() throws Exception {
    List<@Nullable Key> soughtFor = new ArrayList<>();
    ListCursor target =
        new ListCursor(files("cx"), ALL, true) {
          @Override
          public boolean seek(@Nullable Key key) {
            soughtFor.add(key);
            return super.seek(key);
          }
        };
    MergeJoin join = new MergeJoin(ALL, new ListCursor(files("abc"), ALL), target, RULES, true);
    assertThat(rest(join)).isEqualTo("abc");
    assertThat(soughtFor)
        .as("once for a, which brought c; once when c was taken; never at the end again")
        .containsExactly(Key.of("a"), null);
  }

  @Test
  void what_is_left_around_a_stuck_part_begins_behind_what_is_joined() throws Exception {
    KeyRange stuck = range("m", "p");
    assertThat(join("abz", "z").partsAround(stuck))
        .containsExactly(range(null, "m"), stuck, range("p", null));

    for (MergeJoin join : List.of(join("abz", "z"), join("z", "abz"))) {
      assertThat(join.next()).isNotNull();
      assertThat(join.next()).isNotNull();
      assertThat(join.partsAround(stuck))
          .as("b is joined, and z, which was looked at, is not")
          .containsExactly(range("b", "m"), stuck, range("p", null));
    }
  }

  @Test
  void nothing_is_left_of_a_range_whose_last_key_is_joined() throws Exception {
    MergeJoin join = join(range(null, "b"), "ab", "", false);
    assertThat(join.next()).isNotNull();
    assertThat(join.partsAround(range("a", "b"))).containsExactly(range("a", "b"));
    assertThat(join.next()).isNotNull();
    assertThat(join.partsAround(range("a", "b"))).isEmpty();
  }

  @Test
  void what_could_not_be_listed_is_not_joined_by_being_told_of() throws Exception {
    List<Unlisted> hole = List.of(new Unlisted(Key.of("d/"), "no permission"));
    MergeJoin join =
        new MergeJoin(ALL, new ListCursor(hole, ALL), new ListCursor(List.of(), ALL), RULES, false);
    assertThat(join.next()).isNotNull();
    assertThat(join.partsAround(range("m", "p")))
        .containsExactly(range(null, "m"), range("m", "p"), range("p", null));
  }
}
