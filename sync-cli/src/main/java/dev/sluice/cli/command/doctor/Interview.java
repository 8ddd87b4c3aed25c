package dev.sluice.cli.command.doctor;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.flow.CancellableCall;
import dev.sluice.model.UsageException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Asks the user for what no option says.
///
/// @param context where the user is
record Interview(CommandContext context) {

  /// Asks for what may be left empty.
  ///
  /// @param otherwise says it where nobody can be asked
  /// @return null for an empty answer
  /// @throws UsageException if nobody can be asked
  @Nullable String ask(String question, String otherwise)
      throws UsageException, InterruptedException {
    return answer(() -> context.prompt().ask(question), otherwise);
  }

  /// The same for what is not to be seen.
  @Nullable String askSecret(String question, String otherwise)
      throws UsageException, InterruptedException {
    return answer(() -> context.prompt().askSecret(question), otherwise);
  }

  /// Asks something that is answered by yes or no.
  ///
  /// @return null where nobody can be asked
  @Nullable Boolean agrees(String question) throws InterruptedException {
    String answer = line(() -> context.prompt().ask(question));
    return answer == null ? null : answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
  }

  private @Nullable String answer(Supplier<@Nullable String> question, String otherwise)
      throws UsageException, InterruptedException {
    String answer = line(question);
    if (answer == null) {
      throw new UsageException("nobody can be asked here: say " + otherwise);
    }
    return answer.isEmpty() ? null : answer;
  }

  private @Nullable String line(Supplier<@Nullable String> question) throws InterruptedException {
    try {
      String answer = CancellableCall.call(context.cancellation(), question::get);
      return answer == null ? null : answer.strip();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
