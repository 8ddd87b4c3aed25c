package dev.sluice.cli.output.text;

import dev.sluice.cli.output.Reporter;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.report.RunInfo;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
      case Outcome.Copied copied -> Optional.of(copied(copied));
      case Outcome.Deleted(Entry target) -> Optional.of("delete: " + target(target.key()));
      case Outcome.Planned(Action.Copy(Entry source, _, var reason, var by)) ->
          Optional.of(copy(route.verb(), source, why(reason, by)) + " (dry run)");
      case Outcome.Planned(Action.Delete(Entry target)) ->
          Optional.of("delete: " + target(target.key()) + " (dry run)");
      case Outcome.Planned(var other) -> Optional.of("plan: " + target(other.key()) + " (dry run)");
      case Outcome.Differs(Key key, var kind, var by) ->
          Optional.of(
              "differs: " + Escapes.quoted(key.value()) + " (" + kind.text() + told(by) + ")");
      case Outcome.Skipped(Key key, SkipReason reason, _, _) ->
          Reporter.isNoteworthy(reason)
              ? Optional.of("skip: " + where(key, reason) + " (" + reason.text() + ")")
              : Optional.empty();
      case Outcome.Failed _, Outcome.NotAttempted _ -> Optional.empty();
    };
  }

  private String copied(Outcome.Copied copied) {
    Key twin = copied.twin();
    return twin == null
        ? copy(verb(copied.method()), copied.source(), note(copied))
        : copy(
            copied.method().text(),
            target(twin),
            copied.source(),
            why(copied.reason(), copied.by()));
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

  /// Where a key is at the source, as the user would write it.
  String source(Key key) {
    return run.source().apply(key);
  }

  private String target(Key key) {
    return Escapes.quoted(run.target().apply(key));
  }

  private static String verb(Method method) {
    return switch (method) {
      case UPLOAD, DOWNLOAD, SERVER_COPY, REMOTE_COPY, LOCAL_COPY, REFLINK -> method.text();
      case STREAM -> Method.SERVER_COPY.text();
    };
  }

  private static String note(Outcome.Copied copied) {
    return why(copied.reason(), copied.by())
        + (copied.method() == Method.STREAM ? ", through this machine" : "")
        + (copied.isVerified() ? "" : ", not verified");
  }

  /// That the source is newer, times alone tell.
  static String why(CopyReason reason, @Nullable Evidence by) {
    return reason.text() + (reason == CopyReason.TIME ? "" : told(by));
  }

  /// What told it, behind a comma; nothing where nothing did.
  static String told(@Nullable Evidence by) {
    return by == null ? "" : ", by " + by.text();
  }
}
