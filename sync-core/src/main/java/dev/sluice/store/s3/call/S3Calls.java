package dev.sluice.store.s3.call;

import dev.sluice.flow.AdaptiveLimit;
import dev.sluice.flow.Causes;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Fault;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.config.Interruption;
import dev.sluice.store.s3.config.S3Runtime;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The one place through which every request goes: it waits for a permit, counts, classifies what
/// goes wrong and tries again.
///
/// The SDK's own retries are off, so that there is one layer of them: one that slows all workers
/// down together, can be interrupted, and is seen in the report. Thread-safe.
public final class S3Calls implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// The calls that the current thread is in the middle of.
  private static final ScopedValue<S3Calls> UNDER_WAY = ScopedValue.newInstance();

  /// One attempt of a request, from the start of its bytes.
  ///
  /// @param <T> what it gives
  @FunctionalInterface
  public interface Attempt<T extends @Nullable Object> {
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
  private final ServiceHealth health;
  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile boolean closed;

  /// Makes calls with nothing to advise.
  ///
  /// @param service its name for the user
  public S3Calls(S3Runtime runtime, int maxConcurrency, String service) {
    this(runtime, maxConcurrency, service, S3Advice.NONE);
  }

  public S3Calls(S3Runtime runtime, int maxConcurrency, String service, S3Advice advice) {
    this.runtime = runtime;
    this.advice = advice;
    this.health = new ServiceHealth(runtime, service);
    this.limit = new AdaptiveLimit(maxConcurrency, runtime.time());
  }

  private static Map<S3Operation, LongAdder> counters() {
    EnumMap<S3Operation, LongAdder> counters = new EnumMap<>(S3Operation.class);
    for (S3Operation operation : S3Operation.values()) {
      counters.put(operation, new LongAdder());
    }
    return counters;
  }

  /// Whether the service answers.
  ServiceHealth health() {
    return health;
  }

  /// Carries a request out, as often as it takes. Attempts that found the service away do not count
  /// among those that a request of its own has.
  ///
  /// @param address what it concerns, for the message
  /// @throws StoreException if it failed for good
  public <T extends @Nullable Object> T call(
      S3Operation operation, S3Address address, Attempt<T> attempt)
      throws StoreException, InterruptedException {
    watch();
    int ownFailures = 0;
    for (int number = 1; ; number++) {
      try {
        return tryOnce(operation, address, attempt);
      } catch (AttemptFailedException e) {
        if (e.presence() == ServiceHealth.Presence.PRESENT) {
          ownFailures++;
        }
        if (!isWorthAnother(e, ownFailures)) {
          throw e.forGood(operation, address, number, health.isCertainlyAway());
        }
        // While the service is away, the one who asks pauses for all (ServiceHealth).
        if (e.presence() == ServiceHealth.Presence.PRESENT || isNested()) {
          runtime.time().sleep(runtime.retries().delayAfter(number, runtime.random()));
        }
      }
      count(retries, operation);
    }
  }

  /// Somebody must look at the clock while all wait for answers.
  private void watch() {
    if (!watched.get() && watched.compareAndSet(false, true)) {
      Thread.ofVirtual().name("sluice-service-watch").start(this::lookForSilence);
    }
  }

  private void lookForSilence() {
    try {
      while (!closed) {
        Thread.sleep(LOOK_EVERY);
        health.lookForSilence();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks no longer whether the service is silent.
  @Override
  public void close() {
    closed = true;
  }

  private boolean isWorthAnother(AttemptFailedException e, int ownFailures) {
    return switch (e.presence()) {
      case AWAY -> true;
      case GIVEN_UP -> false;
      case PRESENT ->
          e.fault().cure() != S3Fault.Cure.NONE && ownFailures < runtime.retries().maxAttempts();
    };
  }

  private <T extends @Nullable Object> T tryOnce(
      S3Operation operation, S3Address address, Attempt<T> attempt)
      throws AttemptFailedException, StoreException, InterruptedException {
    boolean asks = !isNested() && health.await();
    try (Permit permit = acquire()) {
      count(requests, operation);
      long begun = runtime.time().nanos();
      ServiceHealth.Waiting waiting = operation.isAnsweredAtOnce() ? health.hasBegun(begun) : null;
      try {
        T result = ScopedValue.where(UNDER_WAY, this).<T, Exception>call(attempt::run);
        permit.succeeded();
        health.answered();
        return result;
      } catch (Exception e) {
        S3Fault fault = judge(e, operation, address);
        permit.failed(fault);
        throw new AttemptFailedException(
            e, fault, presence(Absence.of(e), fault, address, begun, asks));
      } finally {
        if (waiting != null) {
          health.hasEnded(waiting);
        }
      }
    } finally {
      if (asks) {
        health.asked();
      }
    }
  }

  private ServiceHealth.Presence presence(
      Absence absence, S3Fault fault, S3Address address, long begunNanos, boolean asks) {
    boolean isAbsent = absence == Absence.DOUBTFUL || absence == Absence.CERTAIN;
    if (isAbsent && fault.cure() != S3Fault.Cure.NONE) {
      return health.failed(absence, fault, address, begunNanos, asks);
    }
    if (absence == Absence.DISPROVED) {
      health.answered();
    }
    return ServiceHealth.Presence.PRESENT;
  }

  /// A fault, where the failure is one; else throws what it really is.
  private S3Fault judge(Exception failure, S3Operation operation, S3Address address)
      throws StoreException, InterruptedException {
    StoreException classified = Causes.find(failure, StoreException.class);
    if (classified != null) {
      throw classified;
    }
    if (Thread.interrupted() || Interruption.isCauseOf(failure)) {
      InterruptedException interruption =
          new InterruptedException("interrupted: " + operation.verb() + " " + address);
      interruption.initCause(failure);
      throw interruption;
    }
    return advice.classify(operation, failure);
  }

  /// A request inside another's attempt (a body that is read from the same service while it is
  /// sent) takes no permit of its own: with all permits held by such requests, none would come
  /// free.
  private Permit acquire() throws InterruptedException {
    boolean nested = isNested();
    if (!nested) {
      limit.acquire();
    }
    return new Permit(!nested);
  }

  private boolean isNested() {
    return UNDER_WAY.isBound() && UNDER_WAY.get() == this;
  }

  private static void count(Map<S3Operation, LongAdder> counters, S3Operation operation) {
    LongAdder counter = counters.get(operation);
    if (counter != null) {
      counter.increment();
    }
  }

  /// What has been sent so far.
  public S3Figures figures() {
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
