package dev.sluice.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Random rules and keys against s3cmd and aws-cli themselves: what `docs/filters.md` says they do
/// otherwise is computed here from our own globs, and nothing else may differ.
final class PeerFiltersTest {

  private static final int CASES = 4000;

  /// Where the script says that aws's source lies.
  private static final String AWS_ROOT = "/nowhere/";

  private static final List<String> NAMES = List.of("a", "b", "ab", "img", "x.c", "A", "é😀", "[a");

  private static @Nullable PeerFilters started;

  @BeforeAll
  static void start() throws IOException {
    String folder = System.getenv(PeerFilters.VARIABLE);
    assumeTrue(
        folder != null,
        "no peers: install them with tools/peer-filters and set " + PeerFilters.VARIABLE);
    started = PeerFilters.in(Path.of(folder));
  }

  @AfterAll
  static void end() {
    PeerFilters running = started;
    if (running != null) {
      running.close();
    }
  }

  private static PeerFilters peers() {
    return Objects.requireNonNull(started);
  }

  /// One random case, which its seed brings back.
  private static final class Case {
    final List<String> rules = new ArrayList<>();
    final List<String> keys;
    final Random random;

    Case(long seed) {
      random = new Random(seed);
      keys = random.ints(8, 0, 1).mapToObj(_ -> key()).distinct().toList();
    }

    String key() {
      return parts(1 + random.nextInt(4), NAMES);
    }

    private String parts(int count, List<String> from) {
      return random
          .ints(count, 0, from.size())
          .mapToObj(from::get)
          .collect(Collectors.joining("/"));
    }

    String any(String... from) {
      return from[random.nextInt(from.length)];
    }

    String glob() {
      List<String> pieces = new ArrayList<>(NAMES);
      pieces.addAll(
          List.of(
              "*", "?", "**", "*b", "a*", "?b", "[ab]", "[!a]*", "[a-c]b", "*.c", "i?g", "[]x]*"));
      return any("", "", "", "/", "*", "*/")
          + parts(1 + random.nextInt(3), pieces)
          + any("", "", "/*", "*", "/");
    }

    Case withGlobs(int most) {
      int count = 1 + random.nextInt(most);
      for (int i = 0; i < count; i++) {
        rules.add(any("-", "+") + glob());
      }
      return this;
    }

    /// Excludes, then includes, all of which match from anywhere: what the three understand alike.
    Case withWhatAllUnderstandAlike() {
      int excludes = 1 + random.nextInt(3);
      for (int i = 0; i < excludes; i++) {
        rules.add("-*" + glob().replaceAll("/$", "/*"));
      }
      int includes = random.nextInt(3);
      for (int i = 0; i < includes; i++) {
        rules.add("+*" + glob().replaceAll("/$", "/*"));
      }
      return this;
    }

    String sent(Predicate<String> filter) {
      return keys.stream().map(key -> filter.test(key) ? "1" : "0").collect(Collectors.joining());
    }
  }

  private static KeyFilter ours(List<String> rules) {
    return new KeyFilter(
        rules.stream()
            .map(rule -> FilterRule.glob(rule.charAt(0) == '+', rule.substring(1)))
            .toList());
  }

  /// Whether our glob matches all of `text`, wherever its slashes are.
  private static boolean matches(String glob, String text) {
    return Glob.compile(glob).matches(text, 0, text.length());
  }

  private interface Prediction {
    boolean sends(List<String> rules, String key);
  }

  /// The last match decides, and globs match whole keys; what begins with a slash is a path of the
  /// machine.
  private static boolean awsSends(List<String> rules, String key) {
    boolean sent = true;
    for (String rule : rules) {
      String glob = rule.substring(1);
      if (matches(glob, glob.startsWith("/") ? AWS_ROOT + key : key)) {
        sent = rule.charAt(0) == '+';
      }
    }
    return sent;
  }

  /// An include always brings back, globs match from anywhere, and those that end in a slash are
  /// about a local source's folders alone, of which each is looked at by itself.
  private static boolean s3cmdSends(List<String> rules, String key) {
    for (int slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
      String folder = key.substring(0, slash + 1);
      if (anyMatches('-', rules, folder, true) && !anyMatches('+', rules, folder, true)) {
        return false;
      }
    }
    return !anyMatches('-', rules, key, false) || anyMatches('+', rules, key, false);
  }

  private static boolean anyMatches(char sign, List<String> rules, String text, boolean folders) {
    return rules.stream()
        .filter(rule -> rule.charAt(0) == sign && (!folders || rule.endsWith("/")))
        .anyMatch(rule -> matches("*" + rule.substring(1), text));
  }

  private static void holds(String peer, Prediction prediction) {
    for (long seed = 0; seed < CASES; seed++) {
      Case random = new Case(seed).withGlobs(5);
      assertThat(random.sent(key -> prediction.sends(random.rules, key)))
          .as("seed %d: what %s sends of %s by %s", seed, peer, random.keys, random.rules)
          .isEqualTo(peers().sent(peer, random.rules, random.keys));
    }
  }

  @Test
  void aws_differs_in_what_is_written_and_in_nothing_else() {
    holds("aws", PeerFiltersTest::awsSends);
  }

  @Test
  void s3cmd_differs_in_what_is_written_and_in_nothing_else() {
    holds("s3cmd", PeerFiltersTest::s3cmdSends);
  }

  @Test
  void globs_from_anywhere_in_excludes_and_then_includes_mean_the_same_to_all_three() {
    int leftOut = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case random = new Case(seed).withWhatAllUnderstandAlike();
      String sent = random.sent(ours(random.rules)::includes);
      for (String peer : List.of("s3cmd", "aws")) {
        assertThat(sent)
            .as("seed %d: %s of %s by %s", seed, peer, random.keys, random.rules)
            .isEqualTo(peers().sent(peer, random.rules, random.keys));
      }
      leftOut += (int) sent.chars().filter(sign -> sign == '0').count();
    }
    assertThat(leftOut).as("keys left out: the cases are about something").isGreaterThan(CASES);
  }

  @Test
  void rules_with_a_slash_in_front_mean_to_us_what_they_mean_to_aws_without() {
    for (long seed = 0; seed < CASES; seed++) {
      Case random = new Case(seed).withGlobs(5);
      List<String> bare =
          random.rules.stream()
              .map(rule -> rule.charAt(0) + rule.substring(1).replaceAll("^/|/$", ""))
              .filter(rule -> rule.length() > 1)
              .toList();
      List<String> anchored =
          bare.stream().map(rule -> rule.charAt(0) + "/" + rule.substring(1)).toList();
      assertThat(random.sent(ours(anchored)::includes))
          .as("seed %d: %s by %s", seed, random.keys, bare)
          .isEqualTo(peers().sent("aws", bare, random.keys));
    }
  }

  @Test
  void plain_regular_expressions_mean_the_same_to_s3cmd() {
    List<String> regexes =
        List.of("^a/", "b$", "img", "[ab]/x", "^[^/]+$", "\\.c$", "a|b/", "(ab|img)/.*b", "x?.c$");
    for (long seed = 0; seed < CASES; seed++) {
      Case random = new Case(seed);
      String exclude = regexes.get(random.random.nextInt(regexes.size()));
      String include = regexes.get(random.random.nextInt(regexes.size()));
      KeyFilter ours =
          new KeyFilter(
              Arrays.asList(FilterRule.regex(false, exclude), FilterRule.regex(true, include)));
      assertThat(random.sent(ours::includes))
          .as("seed %d: %s by %s, %s", seed, random.keys, exclude, include)
          .isEqualTo(peers().sent("s3cmd", List.of("r-" + exclude, "r+" + include), random.keys));
    }
  }

  @Test
  void the_table_of_the_document_holds() {
    List<String> keys = List.of("img/a", "img/keep/c", "bigimg/b", "d/img/e");
    assertTable(keys, List.of("-img/*", "+img/keep/*"), "0110", "0100", "0111");
    assertTable(keys, List.of("-img/*"), "0010", "0000", "0011");
    assertTable(keys, List.of("-/img/*"), "0011", "1110", "1111");
    assertTable(keys, List.of("-img/"), "0010", "0000", "1111");
    assertTable(
        List.of("core", "d/core", "encore", "core/x"), List.of("-core"), "0011", "0001", "0111");
    assertTable(
        List.of("a.jpg", "tmp/a.jpg", "tmp/b", "d/c.jpg"),
        List.of("-*", "+*.jpg", "-tmp/*"),
        "1001",
        "1101",
        "1001");
    assertTable(List.of("a/b", "ab"), List.of("-{a,b}"), "11", "11", "11");
  }

  private static void assertTable(
      List<String> keys, List<String> rules, String ours, String s3cmd, String aws) {
    assertThat(
            keys.stream()
                .map(key -> ours(rules).includes(key) ? "1" : "0")
                .collect(Collectors.joining()))
        .as("ours of %s by %s", keys, rules)
        .isEqualTo(ours);
    assertThat(peers().sent("s3cmd", rules, keys))
        .as("s3cmd's of %s by %s", keys, rules)
        .isEqualTo(s3cmd);
    assertThat(peers().sent("aws", rules, keys))
        .as("aws's of %s by %s", keys, rules)
        .isEqualTo(aws);
  }
}
