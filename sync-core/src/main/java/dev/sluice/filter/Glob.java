package dev.sluice.filter;

import java.util.ArrayList;
import java.util.List;

/// A shell glob, compiled: `*` is any run of characters, slashes too, `?` any one character, and
/// `[abc]`, `[a-z]`, `[!a]` one of a set or not of it. Everything else is itself; a bracket that is
/// never closed is one, too. Matching is linear for what people write, and allocates nothing.
final class Glob {

  private static final int NO_MATCH = -1;

  private final List<Token> tokens;

  private Glob(List<Token> tokens) {
    this.tokens = List.copyOf(tokens);
  }

  private enum Any implements Token {
    ONE,
    MANY
  }

  /// What one place of a glob stands for.
  private sealed interface Token permits Any, Literal, CharacterSet {}

  private record Literal(int codePoint) implements Token {}

  /// One of the ranges `low[i]` to `high[i]`, or none of them.
  private record CharacterSet(boolean negated, List<Integer> low, List<Integer> high)
      implements Token {

    boolean contains(int codePoint) {
      for (int i = 0; i < low.size(); i++) {
        if (codePoint >= low.get(i) && codePoint <= high.get(i)) {
          return !negated;
        }
      }
      return negated;
    }
  }

  /// Reads a glob.
  ///
  /// @throws IllegalArgumentException with a line for the user if a set has a range that is empty
  static Glob compile(String text) {
    int[] written = text.codePoints().toArray();
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < written.length) {
      int end = written[i] == '[' ? endOfSet(written, i) : NO_MATCH;
      if (end > 0) {
        tokens.add(set(text, written, i + 1, end));
        i = end + 1;
      } else {
        add(tokens, written[i]);
        i++;
      }
    }
    return new Glob(tokens);
  }

  private static void add(List<Token> tokens, int codePoint) {
    switch (codePoint) {
      case '*' -> {
        if (tokens.isEmpty() || tokens.getLast() != Any.MANY) {
          tokens.add(Any.MANY);
        }
      }
      case '?' -> tokens.add(Any.ONE);
      default -> tokens.add(new Literal(codePoint));
    }
  }

  /// Where the set that begins at `open` closes, or -1. A bracket straight after the opening
  /// belongs to the set.
  private static int endOfSet(int[] written, int open) {
    int from = open + 1;
    if (from < written.length && written[from] == '!') {
      from++;
    }
    for (int i = from + 1; i < written.length; i++) {
      if (written[i] == ']') {
        return i;
      }
    }
    return NO_MATCH;
  }

  private static CharacterSet set(String text, int[] written, int from, int end) {
    boolean negated = written[from] == '!';
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    int i = negated ? from + 1 : from;
    while (i < end) {
      boolean range = i + 2 < end && written[i + 1] == '-';
      int last = range ? written[i + 2] : written[i];
      if (last < written[i]) {
        throw new IllegalArgumentException(
            "not a valid pattern: " + text + " (a range that ends before it begins)");
      }
      low.add(written[i]);
      high.add(last);
      i += range ? 3 : 1;
    }
    return new CharacterSet(negated, List.copyOf(low), List.copyOf(high));
  }

  /// Whether all of `text` between two places matches all of this.
  boolean matches(String text, int from, int to) {
    int token = 0;
    int at = from;
    int afterStar = NO_MATCH;
    int starEnd = from;
    while (at < to) {
      int next = NO_MATCH;
      if (token < tokens.size()) {
        if (tokens.get(token) == Any.MANY) {
          afterStar = ++token;
          starEnd = at;
          continue;
        }
        next = step(tokens.get(token), text, at);
      }
      if (next != NO_MATCH) {
        token++;
        at = next;
      } else if (afterStar != NO_MATCH) {
        starEnd += Character.charCount(text.codePointAt(starEnd));
        at = starEnd;
        token = afterStar;
      } else {
        return false;
      }
    }
    return token == tokens.size() || (token == tokens.size() - 1 && endsInStar());
  }

  /// What a token leaves of `text` from `at` on.
  private static int step(Token token, String text, int at) {
    int codePoint = text.codePointAt(at);
    boolean fits =
        switch (token) {
          case Literal literal -> literal.codePoint() == codePoint;
          case CharacterSet set -> set.contains(codePoint);
          case Any _ -> true;
        };
    return fits ? at + Character.charCount(codePoint) : NO_MATCH;
  }

  /// Whether some text that goes on behind `beginning` could match: with at least one character
  /// more.
  boolean mayMatchFurther(String beginning) {
    int at = 0;
    for (Token token : tokens) {
      if (token == Any.MANY || at == beginning.length()) {
        return true;
      }
      at = step(token, beginning, at);
      if (at == NO_MATCH) {
        return false;
      }
    }
    return false;
  }

  /// Whether it begins with a run of any characters.
  boolean beginsWithStar() {
    return !tokens.isEmpty() && tokens.getFirst() == Any.MANY;
  }

  /// Whether it ends with a run of any characters, so that it matches on whatever is appended to
  /// what it matches.
  boolean endsInStar() {
    return !tokens.isEmpty() && tokens.getLast() == Any.MANY;
  }

  /// Whether it matches any text at all.
  boolean matchesEverything() {
    return tokens.size() == 1 && endsInStar();
  }
}
