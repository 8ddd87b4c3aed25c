package dev.sluice.transfer;

import dev.sluice.content.Sides;
import dev.sluice.model.Entry;
import dev.sluice.store.Proof.Contradicted;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// What is done about a content that is not what its store says of it: it is read again, since
/// something may have happened on the way. One entry's, over all attempts; used by one thread at a
/// time.
final class Contradiction {

  private final Sides sides;
  private final boolean acceptsETagMismatch;
  private @Nullable String seen;
  private boolean isSettled;

  /// @param acceptsETagMismatch whether content that is whole is taken whatever its ETag says
  Contradiction(Sides sides, boolean acceptsETagMismatch) {
    this.sides = sides;
    this.acceptsETagMismatch = acceptsETagMismatch;
  }

  /// Whether reading it once more would give nothing new.
  boolean isSettled() {
    return isSettled;
  }

  /// @throws StoreException of kind CORRUPT unless the content is to be taken as it is
  void meet(Entry entry, Contradicted found) throws StoreException {
    isSettled = found.readTwice() || found.found().equals(seen);
    seen = found.found();
    if (isSettled) {
      if (!found.isCertain()) {
        return; // the same twice: it is what the store has, and the guess was wrong
      }
      if (found.byETag()) {
        sides.sourceTrust().contradicted();
      }
      if (acceptsETagMismatch || (found.byETag() && sides.sourceTrust().isLost())) {
        return;
      }
    }
    throw new StoreException(
        StoreException.Kind.CORRUPT,
        "read "
            + sides.source().describe(entry.key())
            + ": what arrived has the "
            + found.found()
            + " and not the "
            + found.claimed()
            + " of what was listed"
            + (isSettled
                ? ", twice alike: it has changed where it is stored, or the ETag is no MD5;"
                    + " --no-check-md5 takes it as it is"
                : ""));
  }
}
