package dev.sluice.store.s3.call;

import dev.sluice.store.ServiceObserver;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.s3.api.ConditionHeaders;

/// Which conditions a service takes from whoever asks here: some services know none, and
/// credentials that may not read may not compare. Thread-safe.
public final class ConditionUse {

  private final ServiceObserver observer;
  private final String service;
  private volatile boolean takesAbsent = true;
  private volatile boolean takesMatches = true;
  private volatile boolean takesOnDeletion = true;
  private volatile boolean quotesETags = true;

  /// @param observer is told what is not taken
  /// @param service its name for the user
  public ConditionUse(ServiceObserver observer, String service) {
    this.observer = observer;
    this.service = service;
  }

  /// What is done on condition.
  public enum Purpose {
    /// Something is made, or put in place of something.
    WRITE,
    /// Something is deleted.
    DELETION
  }

  /// The condition, or [WriteCondition#ANY] where it is not taken.
  public WriteCondition taken(Purpose purpose, WriteCondition wanted) {
    boolean isTaken =
        switch (purpose) {
          case DELETION -> takesOnDeletion;
          case WRITE ->
              switch (wanted) {
                case WriteCondition.Any _ -> true;
                case WriteCondition.Absent _ -> takesAbsent;
                case WriteCondition.Matches _ -> takesMatches;
              };
        };
    return isTaken ? wanted : WriteCondition.ANY;
  }

  /// The headers by which a write says `condition`.
  public ConditionHeaders headers(WriteCondition condition) {
    return ConditionHeaders.of(condition, quotesETags);
  }

  /// An ETag was refused in quotes and is taken without.
  public void refusedQuotes() {
    quotesETags = false;
  }

  /// What was refused on this condition is done without.
  public void refused(Purpose purpose, WriteCondition condition) {
    switch (purpose) {
      case DELETION -> refusedOnDeletion();
      case WRITE -> refused(condition);
    }
  }

  private void refused(WriteCondition condition) {
    boolean isNews = !taken(Purpose.WRITE, condition).equals(WriteCondition.ANY);
    switch (condition) {
      case WriteCondition.Any _ -> {}
      case WriteCondition.Absent _ -> takesAbsent = false;
      case WriteCondition.Matches _ -> takesMatches = false;
    }
    if (isNews) {
      tell(
          condition instanceof WriteCondition.Absent
              ? "new objects are written whatever is there (If-None-Match is refused)"
              : "objects are replaced whatever is there (If-Match is refused: by the service, or"
                  + " because the credentials may not read)");
    }
  }

  private void tell(String what) {
    observer.note(
        service + ": " + what + "; what others write there during the run is not looked for");
  }

  /// Whether deletions may name the ETag that is meant.
  public boolean takesOnDeletion() {
    return takesOnDeletion;
  }

  /// A deletion on condition was refused that is done without.
  public void refusedOnDeletion() {
    if (takesOnDeletion) {
      takesOnDeletion = false;
      tell("objects are deleted whatever has become of them (ETags in deletions are refused)");
    }
  }
}
