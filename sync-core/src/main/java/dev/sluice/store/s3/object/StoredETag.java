package dev.sluice.store.s3.object;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.call.WriteETagTrust;

/// Judges the answers to the attempts of one upload by their ETags. Used by one thread at a time.
public final class StoredETag {

  private final WriteETagTrust trust;
  private final int attempts;
  private int contradictions;

  StoredETag(WriteETagTrust trust) {
    this(trust, trust.attempts());
  }

  /// @param attempts how many contradictions are enough
  StoredETag(WriteETagTrust trust, int attempts) {
    this.trust = trust;
    this.attempts = attempts;
  }

  /// Looks that what is stored is what was sent.
  ///
  /// @return whether it has to be left open, since the ETag says otherwise each time; what else
  ///   there is to see says that it is
  /// @throws FaultException if it is worth another attempt
  boolean isOdd(Payload sent, StoredContent stored) throws FaultException, InterruptedException {
    try {
      sent.verify(stored);
      return false;
    } catch (FaultException e) {
      boolean isOfTheETag = e.fault().kind() == Kind.CONTRADICTED;
      if (!isOfTheETag || ++contradictions < attempts) {
        throw e;
      }
      trust.contradicted();
      return true;
    }
  }
}
