package dev.sluice.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFilterTest {

  private static KeyFilter filter(String... rules) {
    return new KeyFilter(List.of(rules).stream().map(KeyFilterTest::rule).toList());
  }

  private static FilterRule rule(String text) {
    return FilterRule.glob(text.charAt(0) == '+', text.substring(1));
  }

  @ParameterizedTest
  @CsvSource({
    "*.jpg, a.jpg, true",
    "*.jpg, d/e/a.jpg, true",
    "*.jpg, a.jpg.txt, false",
    "*.jpg, a.JPG, false",
    "tmp/*, tmp/a, true",
    "tmp/*, x/tmp/a/b, true",
    "tmp/*, tmp, false",
    "a?c, abc, true",
    "a?c, a/c, true",
    "[ab].txt, a.txt, true",
    "[!ab].txt, a.txt, false",
    "[!ab].txt, c.txt, true",
    "[0-9].txt, 7.txt, true",
    "a[b, a[b, true",
    "a.c, abc, false",
    "'a+(b)', 'a+(b)', true",
    "'q😀?', 'q😀x', true",
    ".git/, .git/config, true",
    ".git/, sub/.git/objects/ab, true",
    ".git/, .gitignore, false",
    "cache*/, cache-1/x, true",
  })
  void globs_are_searched_for_and_reach_to_the_end(String glob, String key, boolean excluded) {
    assertThat(filter("-" + glob).includes(key)).isEqualTo(!excluded);
  }

  @Test
  void the_first_rule_that_matches_decides_and_no_match_includes() {
    KeyFilter filter = filter("-secret.jpg", "+*.jpg", "-*");
    assertThat(filter.includes("a.jpg")).isTrue();
    assertThat(filter.includes("secret.jpg")).isFalse();
    assertThat(filter.includes("a.txt")).isFalse();
    assertThat(filter("-x").includes("y")).isTrue();
  }

  @Test
  void regular_expressions_are_searched_for_anywhere() {
    KeyFilter filter = new KeyFilter(List.of(FilterRule.regex(false, "(?i)\\.jpe?g")));
    assertThat(filter.includes("d/a.JPEG.bak")).isFalse();
    assertThat(filter.includes("d/jpg")).isTrue();
  }

  @Test
  void a_pattern_that_is_none_is_refused_with_a_line() {
    assertThatThrownBy(() -> FilterRule.regex(false, "(a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(a");
    assertThatThrownBy(() -> FilterRule.glob(false, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_directory_is_skipped_only_if_no_earlier_include_could_match_in_it() {
    assertThat(filter("-.git/").skips("sub/.git/")).isTrue();
    assertThat(filter("-tmp/*").skips("tmp/")).isTrue();
    assertThat(filter("-*").skips("any/")).isTrue();
    assertThat(filter("-*.jpg").skips("any/")).isFalse();
    assertThat(filter("+*.jpg", "-tmp/*").skips("tmp/")).isFalse();
  }

  @Provide
  Arbitrary<String> rules() {
    return Arbitraries.of("-a/*", "-a/", "-*", "-*b/*", "+*.c", "-b", "+a/b/", "-[ab]/", "-?/b/*");
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "x.c", "ab")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("/", parts));
  }

  @Property(tries = 2000)
  void no_key_in_a_skipped_directory_would_have_been_included(
      @ForAll @Size(max = 4) List<@net.jqwik.api.From("rules") String> rules,
      @ForAll("keys") String directory,
      @ForAll("keys") String below) {
    KeyFilter filter = filter(rules.toArray(String[]::new));
    if (filter.skips(directory + "/")) {
      assertThat(filter.includes(directory + "/" + below)).isFalse();
    }
  }
}
