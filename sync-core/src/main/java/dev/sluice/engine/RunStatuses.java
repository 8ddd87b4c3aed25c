package dev.sluice.engine;

import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException.Kind;

/// The exit status of a run that a store's failure ended.
public final class RunStatuses {

  private RunStatuses() {}

  /// The status for a failure of `kind` that concerns the whole run.
  public static RunStatus of(Kind kind) {
    return switch (kind) {
      case NO_ROOT, NOT_FOUND -> RunStatus.NO_SUCH_SOURCE;
      case MISCONFIGURED -> RunStatus.USAGE;
      case UNREACHABLE -> RunStatus.UNREACHABLE;
      case EXHAUSTED -> RunStatus.EXHAUSTED;
      case BAD_CREDENTIALS, DENIED -> RunStatus.NOT_PERMITTED;
      case THROTTLED,
          TRANSIENT,
          CHANGED,
          CONFLICT,
          CORRUPT,
          CONTRADICTED,
          NO_SPACE,
          READ_ONLY,
          REFUSED,
          OBSTRUCTED,
          OTHER ->
          RunStatus.PARTIAL;
    };
  }
}
