package dev.sluice.transfer;

import dev.sluice.content.Comparer;
import dev.sluice.model.Entry;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries out copies, and settles those whose condition failed: the destination is not what was
/// listed, so somebody else has been there. It is looked at afresh. What has gone is written as
/// new, what has the source's content is up to date, and anything else is left as it is and
/// reported. Thread-safe; blocks its caller.
public final class CopyConflicts {

  /// An upload in parts may meet another one, and begins anew.
  private static final int MAX_ATTEMPTS = 3;

  private final Store target;
  private final Transferrer transferrer;
  private final Comparer comparer;

  /// @param target the destination
  public CopyConflicts(Store target, Transferrer transferrer, Comparer comparer) {
    this.target = target;
    this.transferrer = transferrer;
    this.comparer = comparer;
  }

  /// Carries `copy` out.
  ///
  /// @return copied, up to date, skipped because the source vanished, or failed
  public Outcome copy(Copy copy) throws InterruptedException {
    Copy current = copy;
    for (int attempt = 1; ; attempt++) {
      Outcome outcome = transferrer.copy(current);
      boolean isOvertaken = outcome instanceof Failed failed && failed.kind() == Kind.CONFLICT;
      if (!isOvertaken || attempt == MAX_ATTEMPTS) {
        return outcome;
      }
      try {
        Optional<Entry> found = target.find(copy.key());
        if (found.isEmpty()) {
          current = new Copy(current.source(), null, CopyReason.NEW);
        } else if (!isSame(found.get(), current.target())) {
          return hasContentOf(current.source(), found.get())
              ? new Skipped(copy.key(), SkipReason.UP_TO_DATE, copy.source().sizeBytes())
              : outcome;
        } // else it is as it was listed, and the conflict was one of two writes at once
      } catch (StoreException e) {
        return outcome; // the conflict is what is worth reporting
      }
    }
  }

  private static boolean isSame(Entry found, @Nullable Entry listed) {
    return listed != null && found.etag() != null && found.etag().equals(listed.etag());
  }

  private boolean hasContentOf(Entry source, Entry found)
      throws StoreException, InterruptedException {
    return source.sizeBytes() == found.sizeBytes()
        && comparer.compare(source, found).verdict() == Comparer.Verdict.EQUAL;
  }
}
