package dev.sluice.cli.output.text;

import dev.sluice.cli.output.Reporter;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.report.RunInfo;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Method;
import java.util.Optional;

/// One line for each action, in s3cmd's manner. Immutable and thread-safe.
final class ActionLines {

  private final RunInfo run;
  private final Route route;

  ActionLines(RunInfo run, Route route) {
    this.run = run;
    this.route = route;
  }

  /// The line for an outcome, without the position; empty for what is not worth one.
  Optional<String> of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Copied(Entry source, var reason, Method method, _, _, _, Key twin)
          when twin != null ->
          Optional.of(copy(method.text(), target(twin), source, reason.text()));
      case Outcome.Copied(Entry source, var reason, Method method, boolean isVerified, _, _, _) ->
          Optional.of(copy(verb(method), source, note(method, reason.text(), isVerified)));
      case Outcome.Deleted(Entry target) -> Optional.of("delete: " + target(target.key()));
      case Outcome.Planned(Action.Copy(Entry source, _, var reason)) ->
          Optional.of(copy(route.verb(), source, reason.text()) + " (dry run)");
      case Outcome.Planned(Action.Delete(Entry target)) ->
          Optional.of("delete: " + target(target.key()) + " (dry run)");
      case Outcome.Planned(var other) -> Optional.of("plan: " + target(other.key()) + " (dry run)");
      case Outcome.Differs(Key key, var kind) ->
          Optional.of("differs: " + Escapes.quoted(key.value()) + " (" + kind.text() + ")");
      case Outcome.Skipped(Key key, SkipReason reason, _) ->
          Reporter.isNoteworthy(reason)
              ? Optional.of("skip: " + where(key, reason) + " (" + reason.text() + ")")
              : Optional.empty();
      case Outcome.Failed _, Outcome.NotAttempted _ -> Optional.empty();
    };
  }

  private String copy(String verb, Entry source, String note) {
    return copy(verb, Escapes.quoted(run.source().apply(source.key())), source, note);
  }

  private String copy(String verb, String from, Entry source, String note) {
    return verb
        + ": "
        + from
        + " -> "
        + target(source.key())
        + " ("
        + source.sizeBytes()
        + " bytes, "
        + note
        + ")";
  }

  private String where(Key key, SkipReason reason) {
    return reason == SkipReason.DELETE_WITHHELD
        ? target(key)
        : Escapes.quoted(run.source().apply(key));
  }

  private String target(Key key) {
    return Escapes.quoted(run.target().apply(key));
  }

  private static String verb(Method method) {
    return switch (method) {
      case UPLOAD, DOWNLOAD, SERVER_COPY, REMOTE_COPY -> method.text();
      case STREAM -> Method.SERVER_COPY.text();
    };
  }

  private static String note(Method method, String reason, boolean isVerified) {
    return reason
        + (method == Method.STREAM ? ", through this machine" : "")
        + (isVerified ? "" : ", not verified");
  }
}
