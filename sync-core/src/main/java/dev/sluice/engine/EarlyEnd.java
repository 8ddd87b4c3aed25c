package dev.sluice.engine;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.report.Ledger;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Decides when going on is pointless, remembers why, and what exit status follows. Thread-safe.
final class EarlyEnd {

  /// So many refusals by the destination before anything has succeeded mean that nothing will.
  private static final int DENIALS_THAT_MEAN_ALL = 16;

  private record Cause(RunStatus status, String line) {}

  private final Cancellation cancellation;
  private final AtomicReference<@Nullable Cause> cause = new AtomicReference<>();
  private final AtomicInteger denials = new AtomicInteger();

  EarlyEnd(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /// A listing, or a whole store, failed: the run ends.
  void failed(StoreException e) {
    end(RunStatuses.of(e.kind()), e.getMessage());
  }

  /// What is planned cannot be kept until its turn: the run ends.
  void failed(SpoolException e) {
    end(RunStatus.PARTIAL, String.valueOf(e.getMessage()));
  }

  /// Looks whether an entry's outcome concerns the whole run.
  ///
  /// @return whether the run is ending: whoever asked takes nothing more, without waiting to be
  ///   told, so that each worker meets a full disk once at most
  boolean consider(Outcome outcome) {
    switch (outcome) {
      case Copied _ -> denials.set(Integer.MIN_VALUE / 2); // something is permitted
      case Failed f when f.kind().concernsWholeRun() -> end(RunStatuses.of(f.kind()), f.message());
      case Failed f when f.kind() == Kind.DENIED && f.at() == FailedAt.DESTINATION -> {
        if (denials.incrementAndGet() == DENIALS_THAT_MEAN_ALL) {
          end(RunStatus.NOT_PERMITTED, f.message());
        }
      }
      case Failed _,
          Outcome.Deleted _,
          Outcome.Differs _,
          Outcome.NotAttempted _,
          Outcome.Planned _,
          Outcome.Skipped _ -> {}
    }
    return cause.get() != null;
  }

  /// A root turned out not to be what was listed. The run ends if there is nothing left to read or
  /// to write; if only a part is missing, it ends by itself, and not with success.
  void doubted(StoreException e) {
    if (e.kind().concernsWholeRun()) {
      failed(e);
    } else {
      cause.compareAndSet(null, new Cause(RunStatuses.of(e.kind()), e.getMessage()));
    }
  }

  /// A guard refused to delete; the run ends by itself.
  void refusedToDelete(String line) {
    cause.compareAndSet(null, new Cause(RunStatus.GUARD_REFUSED, line));
  }

  private void end(RunStatus status, String line) {
    if (cause.compareAndSet(null, new Cause(status, line))) {
      cancellation.drain();
    }
  }

  /// Whether the run has been asked to end, by itself or by somebody else.
  boolean isEnding() {
    return !cancellation.isRunning();
  }

  /// Why the run ended early or refused to delete, null where it did neither.
  @Nullable String reason() {
    Cause known = cause.get();
    return known == null ? null : known.line();
  }

  /// The status of the run, which has ended.
  RunStatus status(Ledger ledger) {
    Cause known = cause.get();
    if (known != null) {
      return known.status();
    }
    if (!cancellation.isRunning()) {
      return RunStatus.INTERRUPTED;
    }
    if (ledger.failed() > 0) {
      return RunStatus.PARTIAL;
    }
    return ledger.differing().isEmpty() ? RunStatus.OK : RunStatus.DIFFERENT;
  }
}
