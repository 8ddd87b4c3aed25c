package dev.sluice.care;

import dev.sluice.store.StoreException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts what is found and how it ends. Thread-safe.
public final class CareFigures {

  private final LongAdder objects = new LongAdder();
  private final LongAdder markers = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder leftOut = new LongAdder();
  private final LongAdder unlisted = new LongAdder();
  private final AtomicLong oldestSecond = new AtomicLong(Long.MAX_VALUE);
  private final AtomicLong newestSecond = new AtomicLong(Long.MIN_VALUE);

  private final LongAdder done = new LongAdder();
  private final LongAdder doneBytes = new LongAdder();
  private final LongAdder asItIs = new LongAdder();
  private final LongAdder left = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder notAttempted = new LongAdder();
  private volatile boolean isListed;

  void found(Subject subject) {
    (subject.isDeleteMarker() ? markers : objects).increment();
    bytes.add(subject.sizeBytes());
    long second = subject.modifiedTime().getEpochSecond();
    if (second < oldestSecond.get()) {
      oldestSecond.accumulateAndGet(second, Math::min);
    }
    if (second > newestSecond.get()) {
      newestSecond.accumulateAndGet(second, Math::max);
    }
  }

  void leftOut() {
    leftOut.increment();
  }

  void unlisted() {
    unlisted.increment();
  }

  void listed() {
    isListed = true;
  }

  void ended(CareOutcome outcome) {
    switch (outcome) {
      case CareOutcome.Done(Subject subject, _) -> {
        done.increment();
        doneBytes.add(subject.sizeBytes());
      }
      case CareOutcome.AsItIs _ -> asItIs.increment();
      case CareOutcome.Left _ -> left.increment();
      case CareOutcome.Failed(_, StoreException _) -> failed.increment();
    }
  }

  void notAttempted(long count) {
    notAttempted.add(count);
  }

  /// Whether all is listed, so that what is found is all there is.
  public boolean isListed() {
    return isListed;
  }

  /// What has been found so far.
  public Found found() {
    return new Found(
        objects.sum(),
        markers.sum(),
        bytes.sum(),
        leftOut.sum(),
        time(oldestSecond.get(), Long.MAX_VALUE),
        time(newestSecond.get(), Long.MIN_VALUE));
  }

  private static @Nullable Instant time(long second, long none) {
    return second == none ? null : Instant.ofEpochSecond(second);
  }

  /// How what was found has ended so far.
  public CareCounts counts() {
    return new CareCounts(
        done.sum(), doneBytes.sum(), asItIs.sum(), left.sum(), failed.sum(), notAttempted.sum());
  }

  /// Parts that could not be listed so far.
  public long unlistedParts() {
    return unlisted.sum();
  }
}
