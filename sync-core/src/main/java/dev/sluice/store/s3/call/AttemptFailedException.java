package dev.sluice.store.s3.call;

import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.api.S3Operation;
import java.io.Serial;

/// One attempt failed. Never leaves [S3Calls], and has no stack trace of its own: its cause has.
public final class AttemptFailedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Exception failure;
  private final transient S3Fault fault;
  private final ServiceHealth.Presence presence;

  AttemptFailedException(Exception failure, S3Fault fault, ServiceHealth.Presence presence) {
    super(fault.said(), failure, false, false);
    this.failure = failure;
    this.fault = fault;
    this.presence = presence;
  }

  S3Fault fault() {
    return fault;
  }

  ServiceHealth.Presence presence() {
    return presence;
  }

  /// The failure of the whole call.
  ///
  /// @param attempts how often it was tried
  /// @param isAway whether the service itself is what failed
  StoreException forGood(S3Operation operation, S3Address address, int attempts, boolean isAway) {
    S3Fault last =
        presence == ServiceHealth.Presence.GIVEN_UP && isAway ? fault.asUnreachable() : fault;
    return new StoreException(last.kind(), last.describe(operation, address, attempts), failure);
  }
}
