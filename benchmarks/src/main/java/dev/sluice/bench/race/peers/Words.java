package dev.sluice.bench.race.peers;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Templates: words in braces, replaced by what they stand for.
final class Words {

  private static final Pattern WORD = Pattern.compile("\\{([a-z-]+)\\}");

  private Words() {}

  /// @throws IllegalArgumentException if a word stands for nothing
  static String filled(String template, Map<String, String> meanings) {
    return WORD.matcher(template)
        .replaceAll(match -> {
          String meaning = meanings.get(match.group(1));
          if (meaning == null) {
            throw new IllegalArgumentException("no meaning of " + match.group() + ": " + template);
          }
          return Matcher.quoteReplacement(meaning);
        });
  }
}
