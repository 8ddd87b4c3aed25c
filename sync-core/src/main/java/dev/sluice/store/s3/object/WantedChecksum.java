package dev.sluice.store.s3.object;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.call.ChecksumUse;
import org.jspecify.annotations.Nullable;

/// Writes with the checksum that the user wants, or without it where the service refuses it: that
/// is found out once.
///
/// @param uses what the service takes
/// @param wanted null for none
record WantedChecksum(ChecksumUse uses, @Nullable ChecksumAlgorithm wanted) {

  /// Makes the one of all that is written so.
  static WantedChecksum of(ObjectWrites writes) {
    return new WantedChecksum(writes.root().session().checksums(), writes.options().checksum());
  }

  /// A write, with whatever checksum it is given.
  @FunctionalInterface
  interface Write<T> {
    T with(@Nullable ChecksumAlgorithm algorithm) throws StoreException, InterruptedException;
  }

  /// Writes an object whose answer says which checksum is kept.
  StoredContent write(Write<StoredContent> write) throws StoreException, InterruptedException {
    ChecksumAlgorithm asked = uses.taken(wanted);
    StoredContent stored = begin(write);
    if (asked != null && asked == uses.taken(wanted) && stored.checksum(asked) == null) {
      uses.passedOver(asked);
    }
    return stored;
  }

  /// Carries out what asks for the checksum.
  <T> T begin(Write<T> write) throws StoreException, InterruptedException {
    ChecksumAlgorithm asked = uses.taken(wanted);
    if (asked == null) {
      return write.with(null);
    }
    try {
      return write.with(asked);
    } catch (StoreException e) {
      if (!mayBeTheChecksum(e)) {
        throw e;
      }
      T done = without(e, write);
      uses.refused(asked);
      return done;
    }
  }

  private static <T> T without(StoreException refusal, Write<T> write)
      throws StoreException, InterruptedException {
    try {
      return write.with(null);
    } catch (StoreException e) {
      refusal.addSuppressed(e);
      throw refusal; // it was not the checksum
    }
  }

  /// Whether a service may have refused what it does not know.
  static boolean mayBeTheChecksum(StoreException e) {
    return e.kind() == Kind.OTHER || e.kind() == Kind.MISCONFIGURED;
  }
}
