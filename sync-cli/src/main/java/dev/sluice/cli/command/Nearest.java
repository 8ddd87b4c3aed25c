package dev.sluice.cli.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;

/// Finds what was probably meant by a word that is not known.
///
/// The parser's own guesses are by likeness of letter pairs, which finds nothing in short words and
/// much too much in long ones; this counts the letters that are wrong, missing, too many or
/// swapped.
final class Nearest {

  private Nearest() {}

  /// The words that may stand where `command` found another.
  ///
  /// @param options its options' names; else its sub-commands'
  static List<String> choices(CommandLine command, boolean options) {
    List<String> choices = new ArrayList<>();
    if (options) {
      command.getCommandSpec().options().forEach(option -> choices.addAll(List.of(option.names())));
      choices.removeIf(name -> !name.startsWith("--"));
    } else {
      choices.addAll(command.getSubcommands().keySet());
    }
    return choices;
  }

  /// Those of `choices` that are at most a third of `word` away from it, the nearest first; a
  /// choice that `word` begins counts as near.
  static List<String> to(String word, List<String> choices) {
    String given = normal(word);
    int letters = given.replace("-", "").length();
    int most = Math.max(1, letters / 3);
    if (choices.contains(given)) {
      return List.of(given); // it was only written in another way
    }
    return choices.stream()
        .filter(choice -> distance(given, choice) <= most || begins(given, choice, letters))
        .sorted(
            Comparator.comparingInt((String choice) -> distance(given, choice))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static boolean begins(String given, String choice, int letters) {
    return letters >= 3 && choice.startsWith(given);
  }

  /// Other tools write `_` or capitals.
  private static String normal(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// How many letters have to be put in, taken out, replaced or swapped with their neighbour to
  /// make one word the other.
  static int distance(String from, String to) {
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(steps[i - 1][j] + 1, steps[i][j - 1] + 1);
        least = Math.min(least, steps[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
      }
    }
    return steps[from.length()][to.length()];
  }
}
