package dev.sluice.store.s3.object;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.WriteCondition.Matches;
import dev.sluice.store.s3.api.ConditionHeaders;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.call.ConditionUse;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
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
/// @param purpose what is done on condition
record ConditionalWrites(S3Root root, S3Address address, ConditionUse.Purpose purpose) {

  /// Makes those whose purpose is to make an object.
  ConditionalWrites(S3Root root, S3Address address) {
    this(root, address, ConditionUse.Purpose.WRITE);
  }

  /// A write, on whatever condition it is given.
  @FunctionalInterface
  interface Write<T extends @Nullable Object> {
    T on(ConditionHeaders condition) throws StoreException, InterruptedException;
  }

  /// Writes on the condition, or without it where the service, or what the credentials may do, does
  /// not allow one: that is found out once.
  ///
  /// @throws StoreException of kind [Kind#CONFLICT] if the condition does not hold; of a deletion
  ///   of what is gone, of kind [Kind#NOT_FOUND]
  <T extends @Nullable Object> T write(WriteCondition wanted, Write<T> write)
      throws StoreException, InterruptedException {
    WriteCondition condition = root.session().conditions().taken(purpose, wanted);
    ConditionHeaders headers = root.session().conditions().headers(condition);
    return condition instanceof WriteCondition.Any
        ? write.on(headers)
        : write(condition, headers, write, true);
  }

  /// @param mayAgain whether another attempt is worth it: what was refused may have been so for a
  ///   moment, by another write that is gone again, or for the quotes of the ETag
  private <T extends @Nullable Object> T write(
      WriteCondition condition, ConditionHeaders headers, Write<T> write, boolean mayAgain)
      throws StoreException, InterruptedException {
    try {
      return write.on(headers);
    } catch (StoreException e) {
      boolean saysBroken = saysBroken(condition, e);
      if (e.kind() == Kind.CONFLICT && S3Faults.answer(e) == null) {
        throw e; // it says so itself
      }
      if (e.kind() == Kind.CONFLICT) {
        throw conflict(purpose, address, e);
      }
      if (saysBroken) {
        requireAsListed(found(condition, e), e);
        if (mayAgain) {
          return writeAgain(condition, write);
        }
      }
      if (!saysBroken && !mayBeTheCondition(condition, e)) {
        throw e;
      }
      T done = without(e, write);
      root.session().conditions().refused(purpose, condition);
      return done;
    }
  }

  private <T extends @Nullable Object> T writeAgain(WriteCondition condition, Write<T> write)
      throws StoreException, InterruptedException {
    ConditionUse uses = root.session().conditions();
    T done = write(condition, ConditionHeaders.of(condition, false), write, false);
    if (purpose == ConditionUse.Purpose.WRITE && condition instanceof Matches) {
      uses.refusedQuotes();
    }
    return done;
  }

  private static <T extends @Nullable Object> T without(StoreException refusal, Write<T> write)
      throws StoreException, InterruptedException {
    try {
      return write.on(ConditionHeaders.of(WriteCondition.ANY, true));
    } catch (StoreException e) {
      refusal.addSuppressed(e);
      throw refusal; // it was not the condition
    }
  }

  /// Where there is nothing to compare with, S3 answers that there is no such key; a deletion has
  /// nothing more to do then.
  private boolean saysBroken(WriteCondition condition, StoreException e) {
    return switch (purpose) {
      case DELETION -> e.kind() == Kind.CHANGED;
      case WRITE ->
          e.kind() == Kind.CHANGED || (e.kind() == Kind.NOT_FOUND && condition instanceof Matches);
    };
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

  private void requireAsListed(Found found, StoreException refusal) throws StoreException {
    switch (found) {
      case AS_LISTED -> {}
      case OTHER -> throw conflict(purpose, address, refusal);
      case GONE ->
          throw switch (purpose) {
            case WRITE -> conflict(purpose, address, refusal);
            case DELETION ->
                new StoreException(
                    Kind.NOT_FOUND, "delete " + address + ": it is gone already", refusal);
          };
    }
  }

  private Found found(WriteCondition condition, StoreException refusal)
      throws InterruptedException {
    try {
      return found(condition);
    } catch (StoreException e) {
      refusal.addSuppressed(e);
      return Found.OTHER; // the refusal is believed
    }
  }

  /// What is there, beside what was listed.
  enum Found {
    AS_LISTED,
    GONE,
    OTHER
  }

  /// Looks at what is there.
  ///
  /// @throws StoreException if that cannot be seen
  Found found(WriteCondition condition) throws StoreException, InterruptedException {
    ObjectHead there = root.find(address);
    String etag = there == null ? null : there.stored().etag();
    boolean holds =
        switch (condition) {
          case WriteCondition.Any _ -> true;
          case WriteCondition.Absent _ -> there == null;
          case Matches(String listed) -> etag != null && ETags.same(listed, etag);
        };
    return holds ? Found.AS_LISTED : there == null ? Found.GONE : Found.OTHER;
  }

  /// Of what somebody else has changed meanwhile.
  static StoreException conflict(
      ConditionUse.Purpose purpose, S3Address address, @Nullable StoreException cause) {
    String verb =
        switch (purpose) {
          case WRITE -> "write";
          case DELETION -> "delete";
        };
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
