package dev.sluice.cli.command.help;

import dev.sluice.cli.config.EditDistance;
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
final class Suggestions {

  private Suggestions() {}

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
        .filter(
            choice -> EditDistance.between(given, choice) <= most || begins(given, choice, letters))
        .sorted(
            Comparator.comparingInt((String choice) -> EditDistance.between(given, choice))
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
}
