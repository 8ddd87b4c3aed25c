package dev.sluice.store.s3.call;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.ServiceObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which checksums a service is asked to verify contents by. Thread-safe.
public final class ChecksumUse {

  private final ServiceObserver observer;
  private final String service;
  private final boolean isPrivate;
  private volatile boolean isAsked;
  private final Set<ChecksumAlgorithm> refused = ConcurrentHashMap.newKeySet();
  private final Set<ChecksumAlgorithm> passedOver = ConcurrentHashMap.newKeySet();

  /// @param observer is told which of the wanted ones the service does not take
  /// @param service its name for the user
  /// @param isPrivate whether nobody can change anything on the way: over TLS and to this machine's
  ///   own loopback
  /// @param isAsked whether parts are to be verified by checksums that find accidents only, where
  ///   that is enough
  public ChecksumUse(ServiceObserver observer, String service, boolean isPrivate, boolean isAsked) {
    this.observer = observer;
    this.service = service;
    this.isPrivate = isPrivate;
    this.isAsked = isAsked;
  }

  /// Whether what is verified by it needs no MD5 beside it.
  public boolean isEnough(ChecksumAlgorithm algorithm) {
    return isPrivate || algorithm == ChecksumAlgorithm.SHA256;
  }

  /// By what parts are verified for whom nothing else is wanted; null for their MD5s.
  public @Nullable ChecksumAlgorithm ofParts() {
    return isPrivate && isAsked ? ChecksumAlgorithm.CRC32C : null;
  }

  /// The service has refused that.
  public void refusedOfParts() {
    isAsked = false;
  }

  /// What is wanted, or null where the service refuses it.
  public @Nullable ChecksumAlgorithm taken(@Nullable ChecksumAlgorithm wanted) {
    return wanted == null || refused.contains(wanted) ? null : wanted;
  }

  /// What was refused with a wanted checksum was done without.
  public void refused(ChecksumAlgorithm wanted) {
    if (refused.add(wanted)) {
      observer.warning(
          service + ": objects are written without " + wanted + " checksums, which it refuses");
    }
  }

  /// The answer to a write has no such checksum.
  public void passedOver(ChecksumAlgorithm wanted) {
    if (passedOver.add(wanted)) {
      observer.warning(
          service + ": does not say that it keeps the " + wanted + " checksums of what is written");
    }
  }
}
