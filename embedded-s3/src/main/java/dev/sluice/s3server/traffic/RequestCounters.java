package dev.sluice.s3server.traffic;

import dev.sluice.s3server.http.TrafficBytes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/// Counts what the server was asked for. A request is counted when its head has been read, and is
/// no longer in flight before the last byte of its answer leaves: a client that has its answer sees
/// figures that include it. Thread-safe.
public final class RequestCounters {

  private final Map<Operation, LongAdder> byOperation = new EnumMap<>(Operation.class);
  private final LongAdder errors = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger maxInFlight = new AtomicInteger();
  private final TrafficBytes traffic;
  private final Queue<RequestInfo> records = new ConcurrentLinkedQueue<>();
  private volatile boolean keepsRecords;

  public RequestCounters(TrafficBytes traffic) {
    this.traffic = traffic;
    for (Operation operation : Operation.values()) {
      byOperation.put(operation, new LongAdder());
    }
  }

  /// How often an operation was asked for, whatever the answer was.
  public long count(Operation operation) {
    LongAdder adder = byOperation.get(operation);
    return adder == null ? 0 : adder.sum();
  }

  /// How often an operation was asked for, by its name in S3's API reference, such as
  /// `ListObjectsV2`.
  ///
  /// @throws IllegalArgumentException when there is no such operation
  public long count(String s3Name) {
    for (Operation operation : Operation.values()) {
      if (operation.s3Name().equals(s3Name)) {
        return count(operation);
      }
    }
    throw new IllegalArgumentException("no operation is named " + s3Name);
  }

  /// All requests since the last reset.
  public long total() {
    return byOperation.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// Requests that were answered with a status of 400 or above.
  public long errors() {
    return errors.sum();
  }

  /// Counts of the operations that were asked for at least once.
  public Map<Operation, Long> byOperation() {
    Map<Operation, Long> counts = new EnumMap<>(Operation.class);
    byOperation.forEach((operation, adder) -> {
      if (adder.sum() > 0) {
        counts.put(operation, adder.sum());
      }
    });
    return counts;
  }

  /// Requests being carried out at this moment.
  public int inFlight() {
    return inFlight.get();
  }

  /// The most requests that were in flight at once since the last reset.
  public int maxInFlight() {
    return maxInFlight.get();
  }

  /// Bytes received, heads and framing included.
  public long bytesIn() {
    return traffic.read().sum();
  }

  /// Bytes sent, heads and framing included.
  public long bytesOut() {
    return traffic.written().sum();
  }

  /// Sets all figures to zero; call it when nothing is in flight.
  public void reset() {
    byOperation.values().forEach(LongAdder::reset);
    errors.reset();
    records.clear();
    maxInFlight.set(inFlight.get());
    traffic.read().reset();
    traffic.written().reset();
  }

  /// Begins to keep what is asked for, one by one, for [#records].
  public void keepRecords() {
    keepsRecords = true;
  }

  /// The requests since [#keepRecords] or the last reset, in the order in which they began.
  public List<RequestInfo> records() {
    return List.copyOf(records);
  }

  /// Notes that a request begins.
  ///
  /// @param request what records are made of, asked for when they are kept
  public void begin(Operation operation, Supplier<RequestInfo> request) {
    if (keepsRecords) {
      records.add(request.get());
    }
    LongAdder adder = byOperation.get(operation);
    if (adder != null) {
      adder.increment();
    }
    int now = inFlight.incrementAndGet();
    if (now > maxInFlight.get()) {
      maxInFlight.accumulateAndGet(now, Math::max);
    }
  }

  /// Notes that a request is over.
  public void end(int status) {
    inFlight.decrementAndGet();
    if (status >= 400) {
      errors.increment();
    }
  }

  @Override
  public String toString() {
    return byOperation() + ", at most " + maxInFlight() + " at once";
  }
}
