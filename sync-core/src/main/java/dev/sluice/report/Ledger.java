package dev.sluice.report;

import dev.sluice.plan.Action.SkipReason;
import dev.sluice.transfer.DifferenceKind;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Deleted;
import dev.sluice.transfer.Outcome.Differs;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Method;
import dev.sluice.transfer.Outcome.NotAttempted;
import dev.sluice.transfer.Outcome.Planned;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts outcomes as they come and tells the observer of each. Thread-safe.
public final class Ledger implements AutoCloseable {

  private final RunObserver observer;
  private final Map<Method, LongAdder> copied = adders(Method.class);
  private final Map<SkipReason, LongAdder> skipped = adders(SkipReason.class);
  private final Map<DifferenceKind, LongAdder> differing = adders(DifferenceKind.class);
  private final LongAdder copiedBytes = new LongAdder();
  private final LongAdder notSentBytes = new LongAdder();
  private final LongAdder unverified = new LongAdder();
  private final LongAdder unverifiedBytes = new LongAdder();
  private final LongAdder deleted = new LongAdder();
  private final LongAdder planned = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder listingFailed = new LongAdder();
  private final LongAdder notAttempted = new LongAdder();
  private final List<Failed> failures = new ArrayList<>();
  private volatile boolean closed;

  /// @param observer is told of each outcome
  public Ledger(RunObserver observer) {
    this.observer = observer;
  }

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    for (E constant : type.getEnumConstants()) {
      adders.put(constant, new LongAdder());
    }
    return adders;
  }

  /// Counts one outcome; one that comes after [#close] is neither counted nor told.
  public void record(Outcome outcome) {
    if (closed) {
      return;
    }
    switch (outcome) {
      case Copied c -> {
        adder(copied, c.method()).increment();
        copiedBytes.add(c.source().sizeBytes());
        if (c.method().isOfTwin()) {
          notSentBytes.add(c.source().sizeBytes());
        }
        if (!c.isVerified()) {
          unverified.increment();
          unverifiedBytes.add(c.source().sizeBytes());
        }
      }
      case Deleted _ -> deleted.increment();
      case Planned _ -> planned.increment();
      case Skipped s -> adder(skipped, s.reason()).increment();
      case Differs d -> adder(differing, d.kind()).increment();
      case NotAttempted _ -> notAttempted.increment();
      case Failed f -> keep(f);
    }
    observer.outcome(outcome);
  }

  /// Takes no more outcomes: whoever was given up on may yet come back with one.
  @Override
  public void close() {
    closed = true;
  }

  /// Counts entries whose turn never came without naming each.
  public void recordNotAttempted(long count) {
    notAttempted.add(count);
  }

  private void keep(Failed failure) {
    failed.increment();
    if (failure.at() == FailedAt.LISTING) {
      listingFailed.increment();
    }
    synchronized (failures) {
      if (failures.size() < SyncReport.MAX_FAILURES_KEPT) {
        failures.add(failure);
      }
    }
  }

  private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E key) {
    LongAdder adder = adders.get(key);
    if (adder == null) {
      throw new IllegalStateException("no counter for " + key);
    }
    return adder;
  }

  private static <E extends Enum<E>> Map<E, Long> nonZero(Map<E, LongAdder> adders) {
    Map<E, Long> counts = new LinkedHashMap<>();
    adders.forEach((key, adder) -> {
      if (adder.sum() > 0) {
        counts.put(key, adder.sum());
      }
    });
    return Collections.unmodifiableMap(counts);
  }

  /// All counts so far.
  public OutcomeCounts counts() {
    return new OutcomeCounts(
        nonZero(copied),
        copiedBytes.sum(),
        notSentBytes.sum(),
        new UnverifiedCopies(unverified.sum(), unverifiedBytes.sum()),
        deleted.sum(),
        planned.sum(),
        nonZero(skipped),
        nonZero(differing),
        failed.sum(),
        notAttempted.sum());
  }

  /// The counts that are looked at while the run goes on.
  Progress.Ended ended() {
    return new Progress.Ended(
        copied.values().stream().mapToLong(LongAdder::sum).sum(), failed.sum(), deleted.sum());
  }

  /// Whether anything has failed or was not attempted.
  public boolean hasGaps() {
    return failed.sum() > 0 || notAttempted.sum() > 0;
  }

  /// Whether listing has failed anywhere.
  boolean hasListingFailures() {
    return listingFailed.sum() > 0;
  }

  /// The first failures in full.
  List<Failed> failures() {
    synchronized (failures) {
      return List.copyOf(failures);
    }
  }
}
