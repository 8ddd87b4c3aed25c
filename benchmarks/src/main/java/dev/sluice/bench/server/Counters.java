package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.TrafficBytes;
import dev.sluice.s3server.traffic.Operation;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// What the server was asked for and what that cost it since the last reset. Thread-safe.
final class Counters {

  private final Map<Operation, LongAdder> requests = new EnumMap<>(Operation.class);
  private final LongAdder errors = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger maxInFlight = new AtomicInteger();
  private final AtomicLong firstRequestMillis = new AtomicLong();
  private final TrafficBytes traffic;
  private final com.sun.management.OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  private volatile long cpuAtReset;
  private volatile long nanosAtReset;
  private volatile long readAtReset;
  private volatile long writtenAtReset;

  Counters(TrafficBytes traffic) {
    this.traffic = traffic;
    for (Operation operation : Operation.values()) {
      requests.put(operation, new LongAdder());
    }
    reset();
  }

  void begin(Operation operation) {
    requests.getOrDefault(operation, errors).increment();
    int now = inFlight.incrementAndGet();
    if (now > maxInFlight.get()) {
      maxInFlight.accumulateAndGet(now, Math::max);
    }
    if (firstRequestMillis.get() == 0) {
      firstRequestMillis.compareAndSet(0, System.currentTimeMillis());
    }
  }

  void end(int status) {
    inFlight.decrementAndGet();
    if (status >= 400) {
      errors.increment();
    }
  }

  long count(Operation operation) {
    return requests.getOrDefault(operation, errors).sum();
  }

  void reset() {
    requests.values().forEach(LongAdder::reset);
    errors.reset();
    maxInFlight.set(inFlight.get());
    firstRequestMillis.set(0);
    readAtReset = traffic.read().sum();
    writtenAtReset = traffic.written().sum();
    nanosAtReset = System.nanoTime();
    cpuAtReset = process.getProcessCpuTime();
  }

  /// Writes a line for each figure, name and value with a blank between.
  void appendTo(ByteSink sink, Buckets buckets) {
    line(sink, "cpu_nanos", process.getProcessCpuTime() - cpuAtReset);
    line(sink, "wall_nanos", System.nanoTime() - nanosAtReset);
    line(sink, "first_request_epoch_millis", firstRequestMillis.get());
    line(sink, "requests", requests.values().stream().mapToLong(LongAdder::sum).sum());
    line(sink, "errors", errors.sum());
    line(sink, "max_in_flight", maxInFlight.get());
    line(sink, "bytes_read", traffic.read().sum() - readAtReset);
    line(sink, "bytes_written", traffic.written().sum() - writtenAtReset);
    requests.forEach((operation, adder) -> {
      if (adder.sum() > 0) {
        line(sink, "requests." + operation.s3Name(), adder.sum());
      }
    });
    for (Bucket bucket : buckets.all()) {
      line(sink, "objects." + bucket.name(), bucket.count());
    }
  }

  private static void line(ByteSink sink, String name, long value) {
    sink.utf8(name).put(' ').decimal(value).put('\n');
  }
}
