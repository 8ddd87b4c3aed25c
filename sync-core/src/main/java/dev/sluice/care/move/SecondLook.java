package dev.sluice.care.move;

import dev.sluice.care.move.MoveOutcome.Left;
import dev.sluice.care.move.MoveOutcome.Moved;
import dev.sluice.care.move.MoveOutcome.Why;
import dev.sluice.content.Comparer;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.Takeaway;
import dev.sluice.store.Takeaway.Seen;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Proves of an entry by itself that the destination has its content, for which both are read if
/// need be, and removes it: where the run has not proven it, and where something about a file has
/// changed that is not its content, such as the number of its names. Thread-safe; blocks its
/// caller.
///
/// @param source where the entries are
/// @param target where they ought to be by now
/// @param takeaway looks at the source's entries
/// @param comparer compares as a verification does
/// @param removing removes them
/// @param oneObject tells whether both sides may be the same object
record SecondLook(
    Store source,
    Store target,
    Takeaway takeaway,
    Comparer comparer,
    Removing removing,
    OneObject oneObject) {

  /// A name that is removed changes the stamp of the file's other names, one of which may be next.
  private static final int MAX_ATTEMPTS = 3;

  /// @throws StoreException if it cannot be found out, or the entry not be removed
  MoveOutcome moveAfterProof(Candidate candidate) throws StoreException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      MoveOutcome outcome = attempt(candidate.source());
      boolean mayBeOtherwise = outcome instanceof Left(_, Why why) && why == Why.CHANGED;
      if (!mayBeOtherwise || attempt == MAX_ATTEMPTS) {
        return outcome;
      }
      Optional<Entry> now = source.find(candidate.source().key());
      if (now.filter(each -> isAsCopied(each, candidate.source())).isEmpty()) {
        return outcome;
      }
    }
  }

  private MoveOutcome attempt(Entry copied) throws StoreException, InterruptedException {
    Optional<Entry> now = source.find(copied.key());
    if (now.isEmpty()) {
      return source.isListed(copied.key())
          ? new Left(copied, Why.CHANGED)
          : new Moved(copied, null); // somebody else was faster
    }
    if (!isAsCopied(now.get(), copied)) {
      return new Left(copied, Why.CHANGED);
    }
    Optional<Seen> seen = takeaway.look(now.get());
    if (seen.isEmpty()) {
      return new Left(
          copied, Fingerprint.isOfFile(copied.fingerprint()) ? Why.UNSETTLED : Why.NO_ETAG);
    }
    Optional<Entry> there = target.find(copied.key());
    if (there.isEmpty()) {
      return new Left(copied, Why.GONE);
    }
    if (oneObject.mayBe(now.get(), there.get())) {
      return new Left(copied, Why.ONE_OBJECT);
    }
    if (!hasContentOf(seen.get().entry(), there.get())) {
      return new Left(copied, Why.DIFFERENT);
    }
    return removing
        .remove(List.of(new Candidate(seen.get().entry(), true, seen.get().stamp(), true)))
        .getFirst();
  }

  private boolean hasContentOf(Entry from, Entry to) throws StoreException, InterruptedException {
    return from.sizeBytes() == to.sizeBytes()
        && (from.sizeBytes() == 0
            || comparer.compare(from, to).verdict() == Comparer.Verdict.EQUAL);
  }

  private static boolean isAsCopied(Entry now, Entry copied) {
    return now.sizeBytes() == copied.sizeBytes()
        && Objects.equals(now.etag(), copied.etag())
        && (now.etag() != null || now.modifiedTime().equals(copied.modifiedTime()));
  }
}
