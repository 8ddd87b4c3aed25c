package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class KeyTest {

  @Provide
  Arbitrary<String> text() {
    // Few distinct characters, from every region where UTF-16 and UTF-8 order could part, so that
    // shared prefixes are
    // common.
    return Arbitraries.of(
            "a",
            "/",
            "-",
            "0",
            "é",
            "\ud7ff",
            "\ue000",
            "\ufffd",
            "\uffff",
            "😀",
            "\ud800\udc00",
            "\udbff\udfff")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }

  @Property
  void order_is_that_of_the_utf8_bytes(@ForAll("text") String left, @ForAll("text") String right) {
    int bytes =
        Arrays.compareUnsigned(
            left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    assertThat(Integer.signum(Key.of(left).compareTo(Key.of(right))))
        .isEqualTo(Integer.signum(bytes));
  }

  @Test
  void an_emoji_sorts_after_the_replacement_character_which_utf16_has_the_other_way_round() {
    assertThat(Key.of("x/😀")).isGreaterThan(Key.of("x/\ufffd"));
    assertThat("x/😀").isLessThan("x/\ufffd");
  }

  @Test
  void a_directory_sorts_as_its_name_with_a_slash() {
    assertThat(List.of(Key.of("a-b"), Key.of("a/x"), Key.of("a0"))).isSorted();
  }

  @Test
  void a_key_is_never_empty() {
    assertThatThrownBy(() -> Key.of("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_sibling_with_a_longer_name_is_not_under_a_directory() {
    assertThat(Key.of("p/dir10/x").isUnder("p/dir1")).isFalse();
    assertThat(Key.of("p/dir1/x").isUnder("p/dir1")).isTrue();
    assertThat(Key.of("p/dir1").isUnder("p/dir1")).isFalse();
  }

  @Property
  void between_a_key_and_the_one_just_below_lies_only_what_begins_with_that(
      @ForAll("text") String text, @ForAll("text") String other) {
    Key key = Key.of(text);
    Key below = Objects.requireNonNull(key.justBelow());
    assertThat(below).isLessThan(key);
    Key between = Key.of(other);
    boolean liesBetween = between.compareTo(below) > 0 && between.compareTo(key) < 0;
    assertThat(liesBetween && !other.startsWith(below.value())).isFalse();
    assertThat(below.value().codePoints()).noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }

  @Test
  void just_below_a_key_are_all_that_end_in_a_lower_character() {
    assertThat(Key.of("img5").justBelow()).isGreaterThan(Key.of("img4999"));
    assertThat(Key.of("a\0").justBelow()).isEqualTo(Key.of("a"));
    assertThat(Key.of("\0").justBelow()).isNull();
    assertThat(Key.of("\ue000").justBelow()).isGreaterThan(Key.of("\ud7ff\uffff"));
    assertThat(Key.of("\ud800\udc00").justBelow()).isGreaterThan(Key.of("\uffff\uffff"));
  }
}
