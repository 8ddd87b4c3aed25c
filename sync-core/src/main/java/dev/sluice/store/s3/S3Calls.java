package dev.sluice.store.s3;

import dev.sluice.flow.AdaptiveLimit;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The one place through which every request goes: it waits for a permit, counts, classifies what
/// goes wrong and tries again.
///
/// The SDK's own retries are off, so that there is one layer of them: one that slows all workers
/// down together, can be interrupted, and is seen in the report. Thread-safe.
final class S3Calls {

  /// A service that has never answered is a wrong address rather than a passing fault.
  private static final int ATTEMPTS_BEFORE_FIRST_ANSWER = 3;

  /// The calls that the current thread is in the middle of.
  private static final ScopedValue<S3Calls> UNDER_WAY = ScopedValue.newInstance();

  /// One attempt of a request, from the start of its bytes.
  ///
  /// @param <T> what it gives
  @FunctionalInterface
  interface Attempt<T extends @Nullable Object> {
    /// Sends the request and reads the whole answer.
    ///
    /// @throws StoreException a failure already classified, which no repetition heals
    /// @throws IOException a fault on the way, which repetition may heal
    T run() throws StoreException, IOException, InterruptedException;
  }

  private final S3Runtime runtime;
  private final S3Advice advice;
  private final AdaptiveLimit limit;
  private final Map<S3Operation, LongAdder> requests = counters();
  private final Map<S3Operation, LongAdder> retries = counters();
  private volatile boolean answered;

  S3Calls(S3Runtime runtime, int maxConcurrency) {
    this(runtime, maxConcurrency, S3Advice.NONE);
  }

  S3Calls(S3Runtime runtime, int maxConcurrency, S3Advice advice) {
    this.runtime = runtime;
    this.advice = advice;
    this.limit = new AdaptiveLimit(maxConcurrency, runtime.time());
  }

  private static Map<S3Operation, LongAdder> counters() {
    EnumMap<S3Operation, LongAdder> counters = new EnumMap<>(S3Operation.class);
    for (S3Operation operation : S3Operation.values()) {
      counters.put(operation, new LongAdder());
    }
    return counters;
  }

  /// Carries a request out, as often as it takes.
  ///
  /// @param address what it concerns, for the message
  /// @throws StoreException if it failed for good
  <T extends @Nullable Object> T call(S3Operation operation, S3Address address, Attempt<T> attempt)
      throws StoreException, InterruptedException {
    for (int number = 1; ; number++) {
      count(requests, operation);
      Exception failure;
      S3Fault fault;
      try (Permit permit = acquire()) {
        try {
          T result = ScopedValue.where(UNDER_WAY, this).<T, Exception>call(attempt::run);
          permit.succeeded();
          answered = true;
          return result;
        } catch (Exception e) {
          failure = e;
          fault = judge(e, operation, address);
          permit.failed(fault);
        }
      }
      if (fault.kind() != StoreException.Kind.UNREACHABLE) {
        answered = true;
      }
      if (fault.cure() == S3Fault.Cure.NONE || number >= attempts(fault)) {
        throw new StoreException(fault.kind(), fault.describe(operation, address, number), failure);
      }
      runtime.time().sleep(runtime.retries().delayAfter(number, runtime.random()));
      count(retries, operation);
    }
  }

  /// A fault, where the failure is one; else throws what it really is.
  private S3Fault judge(Exception failure, S3Operation operation, S3Address address)
      throws StoreException, InterruptedException {
    StoreException classified = S3Faults.findCause(failure, StoreException.class);
    if (classified != null) {
      throw classified;
    }
    if (Thread.interrupted() || S3Faults.isInterruption(failure)) {
      InterruptedException interruption =
          new InterruptedException("interrupted: " + operation.verb() + " " + address);
      interruption.initCause(failure);
      throw interruption;
    }
    return advice.classify(operation, failure);
  }

  private int attempts(S3Fault fault) {
    int max = runtime.retries().maxAttempts();
    return fault.kind() == StoreException.Kind.UNREACHABLE && !answered
        ? Math.min(max, ATTEMPTS_BEFORE_FIRST_ANSWER)
        : max;
  }

  /// A request inside another's attempt (a body that is read from the same service while it is
  /// sent) takes no permit of its own: with all permits held by such requests, none would come
  /// free.
  private Permit acquire() throws InterruptedException {
    boolean nested = UNDER_WAY.isBound() && UNDER_WAY.get() == this;
    if (!nested) {
      limit.acquire();
    }
    return new Permit(!nested);
  }

  private static void count(Map<S3Operation, LongAdder> counters, S3Operation operation) {
    LongAdder counter = counters.get(operation);
    if (counter != null) {
      counter.increment();
    }
  }

  /// What has been sent so far.
  S3Figures figures() {
    return new S3Figures(
        sums(requests), sums(retries), limit.throttledCount(), limit.limit(), limit.lowestLimit());
  }

  private static Map<S3Operation, Long> sums(Map<S3Operation, LongAdder> counters) {
    EnumMap<S3Operation, Long> sums = new EnumMap<>(S3Operation.class);
    counters.forEach((operation, counter) -> sums.put(operation, counter.sum()));
    return sums;
  }

  /// Reports to the limit exactly once, however the attempt ends.
  private final class Permit implements AutoCloseable {
    private boolean held;

    Permit(boolean held) {
      this.held = held;
    }

    void succeeded() {
      if (held) {
        held = false;
        limit.succeeded();
      }
    }

    void failed(S3Fault fault) {
      if (held && fault.cure() == S3Fault.Cure.SLOW_DOWN) {
        held = false;
        limit.throttled();
      }
    }

    @Override
    public void close() {
      if (held) {
        held = false;
        limit.finished();
      }
    }
  }
}
