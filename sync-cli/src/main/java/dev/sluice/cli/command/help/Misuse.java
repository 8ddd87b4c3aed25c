package dev.sluice.cli.command.help;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line that cannot be read, in words for the user.
///
/// The value of an option that is not known, or takes none, is never shown: it may be a secret key,
/// and standard error ends up in mails and logs.
public final class Misuse {

  private static final int MOST_SUGGESTIONS = 3;

  private static final Set<Class<?>> WHOLE_NUMBERS =
      Set.of(int.class, Integer.class, long.class, Long.class);

  private Misuse() {}

  /// The line that says what is wrong and, where that is known, what was probably meant.
  public static String line(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (e.getArgSpec() instanceof CommandLine.Model.OptionSpec flag && flag.arity().max() == 0) {
      return flag.longestName() + " takes no value";
    }
    if (e.getArgSpec() != null && e.getValue() != null && e.getArgSpec().isOption()) {
      return WHOLE_NUMBERS.contains(e.getArgSpec().type())
          ? option(e) + ": not a whole number"
          : option(e) + ": " + e.getMessage();
    }
    return String.valueOf(e.getMessage());
  }

  private static String option(ParameterException e) {
    return ((CommandLine.Model.OptionSpec) e.getArgSpec()).longestName() + " " + e.getValue();
  }

  private static String unmatched(UnmatchedArgumentException e) {
    CommandLine command = e.getCommandLine();
    List<String> options = unknownOptions(e.getUnmatched());
    if (!options.isEmpty()) {
      String first = options.getFirst();
      return (options.size() == 1 ? "unknown option " : "unknown options ")
          + String.join(", ", options)
          + ForeignCommands.remedy(first.replaceFirst("^-+", ""))
              .map(remedy -> ": " + remedy)
              .orElseGet(() -> didYouMean(e, first));
    }
    String first = e.getUnmatched().getFirst();
    if (!command.getSubcommands().isEmpty()) {
      if (command.getParent() != null) { // elsewhere another tool's word means another thing
        return command.getCommandName() + " does not " + first + didYouMean(e, first);
      }
      return ForeignCommands.remedy(first)
          .map(remedy -> "there is no command " + first + ": " + remedy)
          .orElseGet(() -> "there is no command " + first + didYouMean(e, first));
    }
    return tooMany(command, e.getUnmatched());
  }

  /// Their names alone, each once, in the order given.
  private static List<String> unknownOptions(List<String> unmatched) {
    Set<String> names = new LinkedHashSet<>();
    for (String argument : unmatched) {
      if (argument.length() > 1 && argument.startsWith("-")) {
        int equals = argument.indexOf('=');
        names.add(nameOf(equals < 0 ? argument : argument.substring(0, equals)));
      }
    }
    return List.copyOf(names);
  }

  /// `-kSECRET` is an option with its value, as short options have them: one letter is its name.
  private static String nameOf(String option) {
    return option.startsWith("--") ? option : option.substring(0, 2);
  }

  private static String didYouMean(UnmatchedArgumentException e, String given) {
    List<String> near =
        Suggestions.to(given, Suggestions.choices(e.getCommandLine(), given.startsWith("-")));
    if (near.isEmpty()) {
      return "";
    }
    return "; did you mean "
        + String.join(" or ", near.subList(0, Math.min(MOST_SUGGESTIONS, near.size())))
        + "?";
  }

  private static String tooMany(CommandLine command, List<String> extra) {
    String labels =
        String.join(
            " and ",
            command.getCommandSpec().positionalParameters().stream()
                .map(each -> each.paramLabel())
                .toList());
    String takes = labels.isEmpty() ? "no argument" : labels;
    String name = command.getCommandName();
    String line = name + " takes " + takes + " and no more; left over: " + extra.getFirst();
    if (extra.size() > 1) {
      line += " and " + (extra.size() - 1) + " more";
    }
    return labels.contains("DST")
        ? line
            + ". If the shell expanded a *, name the folder in its place: "
            + name
            + " dir/ s3://bucket/"
        : line;
  }
}
