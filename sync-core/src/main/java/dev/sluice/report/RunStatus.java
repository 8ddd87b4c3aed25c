package dev.sluice.report;

import dev.sluice.store.StoreException.Kind;

/// How a run as a whole ended, and the exit code that says so. In order from the best to the worst:
/// of two runs together the later one counts.
public enum RunStatus {
  /// All done.
  OK(0),
  /// A verification found differences.
  DIFFERENT(1),
  /// Some entries failed; the next run does just what is missing.
  PARTIAL(2),
  /// The command line or the request makes no sense.
  USAGE(64),
  /// The source, or the destination's bucket, does not exist.
  NO_SUCH_SOURCE(66),
  /// The service cannot be reached.
  UNREACHABLE(69),
  /// The system gives too little: too few open files, too few threads.
  EXHAUSTED(69),
  /// A bug: something happened that the program has no answer for.
  INTERNAL(70),
  /// A guard refused to delete.
  GUARD_REFUSED(73),
  /// The credentials do not permit it.
  NOT_PERMITTED(77),
  /// It was interrupted.
  INTERRUPTED(130);

  private final int exitCode;

  RunStatus(int exitCode) {
    this.exitCode = exitCode;
  }

  /// The process's exit code.
  public int exitCode() {
    return exitCode;
  }

  /// The status for a failure of `kind` that concerns the whole run.
  public static RunStatus of(Kind kind) {
    return switch (kind) {
      case NO_ROOT, NOT_FOUND -> NO_SUCH_SOURCE;
      case MISCONFIGURED -> USAGE;
      case UNREACHABLE -> UNREACHABLE;
      case EXHAUSTED -> EXHAUSTED;
      case BAD_CREDENTIALS, DENIED -> NOT_PERMITTED;
      case THROTTLED,
          TRANSIENT,
          CHANGED,
          CONFLICT,
          CORRUPT,
          CONTRADICTED,
          LOCKED,
          NO_SPACE,
          READ_ONLY,
          REFUSED,
          OBSTRUCTED,
          OTHER ->
          PARTIAL;
    };
  }
}
