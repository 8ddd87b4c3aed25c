package dev.sluice.cli.command.context;

import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Threads;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import java.util.List;

/// What an exception means to the user: the one place where exceptions become lines and exit codes.
///
/// @param status how the program ends
/// @param line the one line
public record ErrorReport(RunStatus status, String line) {

  /// What it means.
  ///
  /// @param debug whether a stack trace is shown beside it
  public static ErrorReport of(Throwable t, boolean debug) {
    return switch (t) {
      case UsageException e -> new ErrorReport(RunStatus.USAGE, String.valueOf(e.getMessage()));
      case StoreException e -> new ErrorReport(RunStatus.of(e.kind()), e.getMessage());
      case InterruptedException _ -> new ErrorReport(RunStatus.INTERRUPTED, "interrupted");
      case Throwable _ when Threads.cannotBeHad(t) ->
          new ErrorReport(
              RunStatus.EXHAUSTED,
              "the system gives no more threads, and those that there are do not suffice. "
                  + Threads.REMEDY);
      case Throwable _ when Descriptors.areExhausted(t) ->
          new ErrorReport(
              RunStatus.EXHAUSTED, "too many files are open at once. " + Descriptors.REMEDY);
      case OutOfMemoryError _ ->
          new ErrorReport(
              RunStatus.INTERNAL, "out of memory; give it more, for example with SLUICE_HEAP=1g");
      default ->
          new ErrorReport(
              RunStatus.INTERNAL,
              "internal error: " + t + (debug ? "" : "; run again with --debug to see where"));
    };
  }

  /// Whether stack traces were asked for; known before the command line is understood.
  public static boolean isDebug(String[] args) {
    return List.of(args).contains("--debug");
  }
}
