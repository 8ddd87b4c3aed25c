package dev.sluice.engine;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.plan.Action;
import dev.sluice.report.OutcomeCounts;
import dev.sluice.report.RunEnd;
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

/// Decides when going on is pointless, and knows how the run ends and why. Thread-safe.
final class RunEnding {

  /// So many refusals by the destination before anything has succeeded mean that nothing will.
  private static final int DENIALS_THAT_MEAN_ALL = 16;

  private final Cancellation cancellation;
  private final AtomicReference<@Nullable RunEnd> cause = new AtomicReference<>();
  private final AtomicInteger denials = new AtomicInteger();
  private volatile boolean rootLost;

  RunEnding(Cancellation cancellation) {
    this.cancellation = cancellation;
  }

  /// A listing, or a whole store, failed: the run ends.
  void failed(StoreException e) {
    end(RunStatus.of(e.kind()), e.getMessage());
  }

  /// What is planned cannot be kept until its turn: the run ends.
  void failed(SpoolException e) {
    end(RunStatus.PARTIAL, String.valueOf(e.getMessage()));
  }

  /// The next action that waits. One that cannot be read back ends the run: what is left with it is
  /// counted as not attempted.
  ///
  /// @return null where there is none, or none that can be had
  @Nullable Action next(Spool<Action> planned) throws InterruptedException {
    try {
      return planned.take();
    } catch (SpoolException e) {
      failed(e);
      return null;
    }
  }

  /// Looks whether an entry's outcome concerns the whole run.
  ///
  /// @return whether the run is ending: whoever asked takes nothing more, without waiting to be
  ///   told, so that each worker meets a full disk once at most
  boolean consider(Outcome outcome) {
    switch (outcome) {
      case Copied _ -> denials.set(Integer.MIN_VALUE / 2); // something is permitted
      case Failed f when f.kind().concernsWholeRun() -> end(RunStatus.of(f.kind()), f.message());
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

  /// A root turned out not to be what was listed: what is missing at the source may be there still.
  /// The run ends if there is nothing left to read or to write; if only a part is missing, it ends
  /// by itself, and not with success.
  void rootLost(StoreException e) {
    rootLost = true;
    if (e.kind().concernsWholeRun()) {
      failed(e);
    } else {
      cause.compareAndSet(null, new RunEnd(RunStatus.of(e.kind()), e.getMessage()));
    }
  }

  /// A guard refused to delete; the run ends by itself.
  void refusedToDelete(String line) {
    cause.compareAndSet(null, new RunEnd(RunStatus.GUARD_REFUSED, line));
  }

  private void end(RunStatus status, String line) {
    if (cause.compareAndSet(null, new RunEnd(status, line))) {
      cancellation.drain();
    }
  }

  /// Whether the run has been asked to end, by itself or by somebody else.
  boolean isEnding() {
    return !cancellation.isRunning();
  }

  /// Whether a root, or a part of it, was found to be gone: then nothing is deleted, whatever the
  /// user has allowed.
  boolean isRootLost() {
    return rootLost;
  }

  /// How the run, which has ended with these outcomes, ends.
  RunEnd of(OutcomeCounts outcomes) {
    RunEnd known = cause.get();
    if (known != null) {
      return known;
    }
    if (!cancellation.isRunning()) {
      return new RunEnd(RunStatus.INTERRUPTED, null);
    }
    if (outcomes.failed() > 0) {
      return new RunEnd(RunStatus.PARTIAL, null);
    }
    return new RunEnd(outcomes.differingCount() > 0 ? RunStatus.DIFFERENT : RunStatus.OK, null);
  }
}
