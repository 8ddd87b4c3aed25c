package dev.sluice.cli.command.care;

import dev.sluice.care.Approval;
import dev.sluice.care.Found;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.output.CareReporter;
import dev.sluice.flow.CancellableCall;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Shows what would be removed and has the user type the bucket's name, unless that was waived.
///
/// @param isGiven whether it was waived
/// @param isAskable whether the user may be asked
/// @param warnings what the user has to know before
record Consent(
    CommandContext context,
    CareReporter reporter,
    String bucket,
    boolean isGiven,
    boolean isAskable,
    List<String> warnings)
    implements Approval {

  @Override
  public @Nullable String refusal(Found found) throws InterruptedException {
    reporter.found(found, warnings, !isGiven && isAskable);
    String refusal = isGiven ? null : asked();
    if (refusal == null) {
      reporter.approved();
    }
    return refusal;
  }

  private @Nullable String asked() throws InterruptedException {
    String answer =
        isAskable ? ask("Type the bucket's name (" + bucket + ") to remove all of that: ") : null;
    if (answer == null) {
      return "nothing was removed, for nobody can be asked here: say --yes";
    }
    return answer.strip().equals(bucket)
        ? null
        : "nothing was removed: what was typed is not the bucket's name";
  }

  private @Nullable String ask(String question) throws InterruptedException {
    try {
      return CancellableCall.call(context.cancellation(), () -> context.prompt().ask(question));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
