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

  /// Asks for what is not to be seen while it is typed.
  ///
  /// @return null where nobody can be asked, or whoever is does not answer
  default @Nullable String askSecret(String question) {
    return ask(question);
  }

  /// Asks at this process's terminal, where input, output and errors all are one; else nobody.
  static Prompt at(Screen screen) {
    return screen.terminal() && screen.showsOutput() ? new AtTerminal() : NOBODY;
  }

  /// Asks at this process's terminal.
  final class AtTerminal implements Prompt {

    private AtTerminal() {}

    @Override
    public @Nullable String ask(String question) {
      return terminal().map(terminal -> terminal.readLine("%s", question)).orElse(null);
    }

    @Override
    public @Nullable String askSecret(String question) {
      return terminal()
          .map(terminal -> terminal.readPassword("%s", question))
          .map(String::new)
          .orElse(null);
    }

    private static Optional<java.io.Console> terminal() {
      return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal);
    }
  }
}
