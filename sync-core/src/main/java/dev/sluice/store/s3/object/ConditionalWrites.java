package dev.sluice.store.s3.object;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.WriteCondition.Matches;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.ConditionUse;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes one object on condition that nobody else has written it since the listing, as far as the
/// service takes conditions.
///
/// A broken condition is believed only once the object was looked at: some services refuse right
/// ones (Ceph), and the answer to a copy does not say whether its source or its destination is
/// meant. That costs a request where something has gone wrong, and none where all is well.
///
/// @param root where
/// @param address which object
record ConditionalWrites(S3Root root, S3Address address) {

  /// A write, with whatever condition it is given.
  @FunctionalInterface
  interface Write<T> {
    T on(WriteCondition condition) throws StoreException, InterruptedException;
  }

  /// Writes on the condition, or without it where the service, or what the credentials may do, does
  /// not allow one: that is found out once.
  ///
  /// @throws StoreException of kind [Kind#CONFLICT] if the condition does not hold
  <T> T write(WriteCondition wanted, Write<T> write) throws StoreException, InterruptedException {
    ConditionUse use = root.session().conditions();
    WriteCondition condition = use.taken(wanted);
    try {
      return write.on(condition);
    } catch (StoreException e) {
      if (condition instanceof WriteCondition.Any) {
        throw e;
      }
      boolean saysBroken = saysBroken(condition, e);
      if (e.kind() == Kind.CONFLICT || (saysBroken && !holds(condition))) {
        throw conflict("write", address, e);
      }
      if (!saysBroken && !mayBeTheCondition(condition, e)) {
        throw e;
      }
      T done = without(e, write);
      use.refused(condition);
      return done;
    }
  }

  private static <T> T without(StoreException refusal, Write<T> write)
      throws StoreException, InterruptedException {
    try {
      return write.on(WriteCondition.ANY);
    } catch (StoreException e) {
      refusal.addSuppressed(e);
      throw refusal; // it was not the condition
    }
  }

  /// Where there is nothing to compare with, S3 answers that there is no such key.
  private static boolean saysBroken(WriteCondition condition, StoreException e) {
    return e.kind() == Kind.CHANGED || (e.kind() == Kind.NOT_FOUND && condition instanceof Matches);
  }

  /// Whether the refusal may be of the condition alone: it is not known, or comparing takes a right
  /// to read.
  private static boolean mayBeTheCondition(WriteCondition condition, StoreException e) {
    S3Faults.Answer answer = S3Faults.answer(e);
    return (answer != null && isOfTheRequest(answer.code()))
        || S3Faults.isUnknownRequest(e)
        || (e.kind() == Kind.DENIED && condition instanceof Matches);
  }

  /// Whether a code is of the request as such, and not of one of the other things in it.
  private static boolean isOfTheRequest(@Nullable String code) {
    return "NotImplemented".equals(code)
        || "InvalidRequest".equals(code)
        || "InvalidArgument".equals(code);
  }

  private boolean holds(WriteCondition condition) throws StoreException, InterruptedException {
    String there = etag();
    return switch (condition) {
      case WriteCondition.Any _ -> true;
      case WriteCondition.Absent _ -> there == null;
      case Matches(String etag) -> there != null && ETags.same(etag, there);
    };
  }

  /// What is there now.
  ///
  /// @return null where nothing is
  private @Nullable String etag() throws StoreException, InterruptedException {
    String key = Objects.requireNonNull(address.key(), "an object's");
    try {
      return root.call(
              S3Operation.HEAD, address, () -> root.api().head(address.bucket(), key, null))
          .stored()
          .etag();
    } catch (StoreException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  /// Of what somebody else has changed meanwhile.
  static StoreException conflict(String verb, S3Address address, @Nullable StoreException cause) {
    return new StoreException(
        Kind.CONFLICT,
        verb
            + " "
            + address
            + ": somebody else has written or deleted it since it was listed, so it was left as it"
            + " is. Sync again to compare with what is there now, or say --overwrite-changed",
        cause);
  }
}
