package dev.sluice.report;

import org.jspecify.annotations.Nullable;

/// How a run ended as a whole, and why.
///
/// @param status how, with the exit code that says so
/// @param reason the line that says why the run ended early or refused to delete; null where it did
///   neither
public record RunEnd(RunStatus status, @Nullable String reason) {

  /// How two runs ended together: as the one that ended worse, by the order of [RunStatus].
  RunEnd and(RunEnd other) {
    return other.status.compareTo(status) > 0 ? other : this;
  }
}
