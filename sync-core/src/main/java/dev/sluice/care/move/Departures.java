package dev.sluice.care.move;

import dev.sluice.engine.SourceFollower;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.store.StoreException;
import dev.sluice.store.Takeaway;
import dev.sluice.store.Takeaway.Seen;
import dev.sluice.transfer.Outcome;
import org.jspecify.annotations.Nullable;

/// Gathers during a run which entries of the source the destination has, and by what that is known.
/// Thread-safe.
final class Departures implements SourceFollower {

  private final Takeaway takeaway;
  private final Spool<Candidate> proven;
  private final Spool<Candidate> doubtful;
  private final MoveFigures figures;
  private final OneObject oneObject;

  /// @param proven gets those of which it is proven
  /// @param doubtful gets those of which it is yet to be found out
  Departures(
      Takeaway takeaway,
      Spool<Candidate> proven,
      Spool<Candidate> doubtful,
      MoveFigures figures,
      OneObject oneObject) {
    this.takeaway = takeaway;
    this.proven = proven;
    this.doubtful = doubtful;
    this.figures = figures;
    this.oneObject = oneObject;
  }

  @Override
  public @Nullable Seen before(Entry source) throws InterruptedException {
    try {
      return takeaway.look(source).orElse(null);
    } catch (StoreException e) {
      return null; // whoever reads it next meets the same, and says so
    }
  }

  @Override
  public void equal(Entry source, Entry target, Evidence by)
      throws SpoolException, InterruptedException {
    add(Candidate.of(source, before(source), isProof(by, source, target)));
  }

  @Override
  public void ended(Entry source, @Nullable Entry target, @Nullable Seen seen, Outcome outcome)
      throws SpoolException {
    switch (outcome) {
      case Outcome.Copied copied ->
          add(
              Candidate.of(
                  copied.source(),
                  seen,
                  copied.isVerified() && !oneObject.mayHaveBeenReplaced(source, copied.source())));
      case Outcome.Skipped skipped -> {
        switch (skipped.reason()) {
          case UP_TO_DATE -> add(Candidate.of(source, seen, isProof(skipped.by(), source, target)));
          case EQUAL_BY_TIME, INCOMPARABLE, NOT_SAMPLED -> add(Candidate.of(source, seen, false));
          case EXCLUDED,
              NOT_DELETED,
              DIRECTORY_MARKER,
              SYMBOLIC_LINK,
              BROKEN_LINK,
              SPECIAL_FILE,
              VANISHED,
              DELETE_WITHHELD -> {}
        }
      }
      case Outcome.Planned _ -> add(Candidate.of(source, seen, false));
      case Outcome.Deleted _, Outcome.Differs _, Outcome.Failed _, Outcome.NotAttempted _ -> {}
    }
  }

  /// Whether that is enough to remove what may be the only other copy.
  private boolean isProof(@Nullable Evidence by, Entry source, @Nullable Entry target) {
    if (target != null && oneObject.mayBe(source, target)) {
      return false;
    }
    return switch (by) {
      case ETAG, SENT, CHECKSUM, BYTES -> true;
      case SIZE -> source.sizeBytes() == 0; // no content is like any other
      case METADATA, MTIME -> false;
      case null -> false;
    };
  }

  private void add(Candidate candidate) throws SpoolException {
    figures.found();
    (candidate.isProven() && candidate.isSeen() ? proven : doubtful).add(candidate);
  }
}
