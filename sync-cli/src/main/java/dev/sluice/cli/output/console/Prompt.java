package dev.sluice.cli.output.console;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks the user at a terminal.
@FunctionalInterface
public interface Prompt {

  /// Where nobody can be asked.
  Prompt NOBODY = _ -> null;

  /// Asks, and waits for a line.
  ///
  /// @return null where nobody can be asked, or whoever is does not answer
  @Nullable String ask(String question);

  /// Asks at this process's terminal, where input, output and errors all are one; else nobody.
  static Prompt at(Screen screen) {
    return screen.terminal() && screen.showsOutput() ? Prompt::atTerminal : NOBODY;
  }

  private static @Nullable String atTerminal(String question) {
    return Optional.ofNullable(System.console())
        .filter(java.io.Console::isTerminal)
        .map(terminal -> terminal.readLine("%s", question))
        .orElse(null);
  }
}
