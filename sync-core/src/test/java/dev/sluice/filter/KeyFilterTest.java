package dev.sluice.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    "img/*, bigimg/b, false",
    "*img/*, bigimg/b, true",
    "img, img, true",
    "img, a/img, true",
    "img, bigimg, false",
    "img, img/a, false",
    "img*, img/a, true",
    "a/b, x/a/b, true",
    "a/b, xa/b, false",
    "/cache/*, cache/x, true",
    "/cache/*, a/cache/x, false",
    "/*.jpg, a.jpg, true",
    "/*.jpg, a/b.jpg, true",
    "/a, a, true",
    "/a, b/a, false",
    "a?c, abc, true",
    "a?c, a/c, true",
    "a?c, xabc, false",
    "[ab].txt, a.txt, true",
    "[!ab].txt, a.txt, false",
    "[!ab].txt, c.txt, true",
    "[!ab].txt, !.txt, true",
    "[ab].txt, c.txt, false",
    "[ab].txt, ].txt, false",
    "[a].txt, a.txt, true",
    "[a].txt, [a].txt, false",
    "[0-9].txt, 7.txt, true",
    "[]x].txt, ].txt, true",
    "[!]x].txt, a.txt, true",
    "[!]x].txt, ].txt, false",
    "[!]x].txt, x.txt, false",
    "[a-].txt, -.txt, true",
    "[&&].txt, &.txt, true",
    "a[b, a[b, true",
    "a[, a[, true",
    "a.c, abc, false",
    "'a+(b)', 'a+(b)', true",
    "'q😀?', 'q😀x', true",
    "'q?x', 'q😀x', true",
    "'*??', '😀', false",
    "*a*b*c, xaybzc, true",
    "*a*b*c, xaybz, false",
    ".git/, .git/config, true",
    ".git/, sub/.git/objects/ab, true",
    ".git/, .gitignore, false",
    ".git/, x.git/config, false",
    "/.git/, sub/.git/config, false",
    "/a/b/, a/b/c, true",
    "/a/b/, x/a/b/c, false",
    "cache*/, cache-1/x, true",
    "*/, /a, true",
    "*/, a, false",
    "b, /b, true",
  })
  void globs_match_from_a_path_boundary_to_the_end(String glob, String key, boolean excluded) {
    assertThat(filter("-" + glob).includes(key)).isEqualTo(!excluded);
  }

  @Test
  void the_last_rule_that_matches_decides_and_no_match_includes() {
    KeyFilter filter = filter("-*", "+*.jpg", "-tmp/*");
    assertThat(filter.includes("a.jpg")).isTrue();
    assertThat(filter.includes("tmp/a.jpg")).isFalse();
    assertThat(filter.includes("a.txt")).isFalse();
    assertThat(filter("-x").includes("y")).isTrue();
  }

  @Test
  void an_include_brings_back_what_an_earlier_exclude_took() {
    KeyFilter filter = filter("-img/*", "+img/keep/*");
    assertThat(filter.includes("img/keep/c")).isTrue();
    assertThat(filter.includes("img/a")).isFalse();
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
    assertThatThrownBy(() -> FilterRule.glob(false, "a[z-a]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a[z-a]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/"})
  void a_glob_that_names_nothing_in_the_location_is_refused(String glob) {
    assertThatThrownBy(() -> FilterRule.glob(false, glob))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_directory_is_skipped_only_if_no_later_include_could_match_in_it() {
    assertThat(filter("-.git/").skips("sub/.git/")).isTrue();
    assertThat(filter("-tmp/*").skips("tmp/")).isTrue();
    assertThat(filter("-*").skips("any/")).isTrue();
    assertThat(filter("-*.jpg").skips("any/")).isFalse();
    assertThat(filter("-tmp/*", "+*.jpg").skips("tmp/")).isFalse();
    assertThat(filter("+*.jpg", "-tmp/*").skips("tmp/")).isTrue();
  }

  @Test
  void an_include_at_the_root_lets_only_its_own_directories_be_entered() {
    KeyFilter filter = filter("-*", "+/img/keep/*");
    assertThat(filter.skips("other/")).isTrue();
    assertThat(filter.skips("img/")).isFalse();
    assertThat(filter.skips("img/other/")).isTrue();
    assertThat(filter.skips("img/keep/")).isFalse();
    assertThat(filter.skips("img/keep/deep/")).isFalse();
    assertThat(filter("-*", "+/img").skips("img/")).as("a file's name").isTrue();
  }

  @Test
  void any_directory_may_hold_what_a_regular_expression_includes() {
    List<FilterRule> rules =
        List.of(FilterRule.glob(false, "*"), FilterRule.regex(true, "\\.jpg$"));
    assertThat(new KeyFilter(rules).skips("any/")).isFalse();
    assertThat(new KeyFilter(rules.reversed()).skips("any/")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"*, true", "**, true", "/*, true", "?, false", "a*, false", "*a, false", "*/, false"})
  void a_glob_that_matches_every_key_is_known(String glob, boolean everything) {
    assertThat(FilterRule.glob(false, glob).matchesEverything()).isEqualTo(everything);
  }

  @ParameterizedTest
  @CsvSource({".*, true", "a.*, false", ".*a, false"})
  void a_regular_expression_that_matches_every_key_is_known(String regex, boolean everything) {
    FilterRule rule = FilterRule.regex(false, regex);
    assertThat(rule.matchesEverything()).isEqualTo(everything);
    assertThat(new KeyFilter(List.of(rule)).skips("x/")).isEqualTo(everything);
  }

  @Test
  void
      a_regular_expression_too_long_to_be_looked_at_keeps_no_directory_out_and_matches_all_the_same() {
    String looked = "a".repeat(499) + "/";
    String tooLong = "a" + looked;
    assertThat(new KeyFilter(List.of(FilterRule.regex(false, looked))).skips(looked)).isTrue();
    KeyFilter filter = new KeyFilter(List.of(FilterRule.regex(false, tooLong)));
    assertThat(filter.skips(tooLong)).isFalse();
    assertThat(filter.includes(tooLong + "x")).isFalse();
  }

  @Test
  void a_filter_tells_its_rules_in_the_order_in_which_they_were_written() {
    assertThat(filter("-*", "+*.jpg").rules())
        .extracting(FilterRule::name)
        .containsExactly("exclude '*'", "include '*.jpg'");
    assertThat(filter("-*").isEmpty()).isFalse();
    assertThat(KeyFilter.EVERYTHING.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"node_modules/", "^node_modules/", "/node_modules/.*"})
  void a_regular_expression_that_looks_at_nothing_behind_it_keeps_directories_out(String regex) {
    KeyFilter filter = new KeyFilter(List.of(FilterRule.regex(false, regex)));
    assertThat(filter.skips(regex.startsWith("/") ? "a/node_modules/" : "node_modules/")).isTrue();
    assertThat(filter.skips("src/")).isFalse();
  }

  @Test
  void a_regular_expression_that_looks_at_the_end_keeps_no_directory_out() {
    assertThat(new KeyFilter(List.of(FilterRule.regex(false, "a/$"))).skips("a/")).isFalse();
    assertThat(new KeyFilter(List.of(FilterRule.regex(false, "a/(?!b)"))).skips("a/")).isFalse();
  }

  @Test
  void rules_that_have_decided_nothing_are_known_and_each_run_begins_anew() {
    KeyFilter filter = filter("-img", "-tmp/", "+*.jpg", "-*.png");
    assertThat(filter.includes("a.jpg")).isTrue();
    assertThat(filter.skips("cache/")).isFalse();
    assertThat(filter.includes("tmp/x")).isFalse();

    assertThat(filter.unused())
        .extracting(FilterRule::name)
        .containsExactly("exclude 'img'", "exclude '*.png'");
    assertThat(filter.forOneRun().unused()).hasSize(4);
  }

  @Test
  void a_rule_that_keeps_a_directory_out_has_decided() {
    KeyFilter filter = filter("-tmp/");
    assertThat(filter.skips("tmp/")).isTrue();
    assertThat(filter.unused()).isEmpty();
  }

  @Test
  void asking_which_rule_decides_decides_nothing() {
    KeyFilter filter = filter("-a*");
    assertThat(filter.ruleFor("ab")).isNotNull();
    assertThat(filter.ruleFor("b")).isNull();
    assertThat(filter.unused()).hasSize(1);
  }

  @Provide
  Arbitrary<String> rules() {
    Arbitrary<String> sign = Arbitraries.of("+", "-");
    Arbitrary<String> start = Arbitraries.of("", "", "/", "*", "*/");
    Arbitrary<String> part = Arbitraries.of("a", "b", "ab", "*", "?", "[ab]", "x.c", "*b", "a*");
    Arbitrary<String> end = Arbitraries.of("", "/", "/*", "*");
    Arbitrary<String> middle =
        part.list().ofMinSize(1).ofMaxSize(3).map(parts -> String.join("/", parts));
    return Combinators.combine(sign, start, middle, end)
        .as((s, first, parts, last) -> s + first + parts + last);
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "x.c", "ab")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("/", parts));
  }

  @Property(tries = 20_000)
  void no_key_in_a_skipped_directory_would_have_been_included(
      @ForAll @Size(max = 4) List<@From("rules") String> rules,
      @ForAll("keys") String directory,
      @ForAll("keys") String below) {
    KeyFilter filter = filter(rules.toArray(String[]::new));
    if (filter.skips(directory + "/")) {
      assertThat(filter.includes(directory + "/" + below)).isFalse();
    }
  }

  @Property(tries = 5000)
  void a_directory_whose_parent_is_skipped_would_be_skipped_too(
      @ForAll @Size(max = 4) List<@From("rules") String> rules,
      @ForAll("keys") String directory,
      @ForAll("keys") String below) {
    KeyFilter filter = filter(rules.toArray(String[]::new));
    if (filter.skips(directory + "/")) {
      assertThat(filter.skips(directory + "/" + below + "/")).isTrue();
    }
  }
}
