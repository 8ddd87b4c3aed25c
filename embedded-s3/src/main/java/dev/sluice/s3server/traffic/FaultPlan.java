package dev.sluice.s3server.traffic;

import java.util.List;

/// Decides what goes wrong. Asked once for each request, from many connections at once, before the
/// request is authenticated.
@FunctionalInterface
public interface FaultPlan {

  /// What happens to a request, in this order; usually nothing.
  List<Fault> faultsFor(RequestInfo request);

  /// Whether nothing goes wrong with any request, so that nobody need be asked.
  default boolean isQuiet() {
    return false;
  }
}
