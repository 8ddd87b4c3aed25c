package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.CheckName;
import dev.sluice.checkup.Checkup;
import dev.sluice.checkup.Finding;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.s3.api.ConditionHeaders;
import dev.sluice.store.s3.api.S3Api.GetQuery;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// How long requests take and how much goes through, by a few requests and a few mebibytes; each
/// measurement is bounded in time.
final class SpeedChecks {

  private static final int SAMPLES = 11;
  private static final int CONNECTIONS = 16;
  private static final int MOST_OBJECTS = 320;
  private static final int SMALL_BYTES = 1 << 10;
  private static final int FIRST_BYTES = 256 << 10;
  private static final int LARGE_BYTES = 4 << 20;

  /// Where the first, small transfer takes longer, a larger one is not made.
  private static final Duration SLOW = Duration.ofMillis(500);

  private static final Duration LATENCY_TIME = Duration.ofSeconds(5);
  private static final Duration SMALL_TIME = Duration.ofSeconds(2);
  private static final double NANOS = 1e9;
  private static final double MIB = 1 << 20;

  private final S3Root root;

  /// @param root the bucket and the prefix
  SpeedChecks(S3Root root) {
    this.root = root;
  }

  /// By requests that read alone.
  void latency(Checkup checkup) throws InterruptedException {
    checkup.check(CheckName.LATENCY, List.of(CheckName.LIST), this::latency);
  }

  private Finding latency() throws StoreException, InterruptedException {
    long[] nanos = new long[SAMPLES];
    long begun = System.nanoTime();
    int count = 0;
    while (count < SAMPLES && System.nanoTime() - begun < LATENCY_TIME.toNanos()) {
      long before = System.nanoTime();
      ListQuery query = new ListQuery(root.bucket(), root.prefix(), null, null, 1);
      root.call(S3Operation.LIST, root.address(), () -> root.api().list(query));
      nanos[count++] = System.nanoTime() - before;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    long median = sorted[count / 2];
    return Finding.ok(
            "%s is the median of %d requests for one key (%s to %s)"
                .formatted(
                    Amounts.millis(median),
                    count,
                    Amounts.millis(sorted[0]),
                    Amounts.millis(sorted[count - 1])))
        .with("medianMicros", Amounts.micros(median));
  }

  /// By objects that are written and read.
  void throughput(Checkup checkup, Scratch scratch) throws InterruptedException {
    checkup.check(
        CheckName.THROUGHPUT,
        List.of(CheckName.PUT, CheckName.GET),
        () -> {
          long small = smallObjectsASecond(scratch);
          Stream stream = stream(scratch);
          return Finding.ok(
                  "%d objects of 1 KiB a second over %d connections (runs take up to 512); one stream"
                          .formatted(small, CONNECTIONS)
                      + String.format(
                          Locale.ROOT,
                          " sends %.1f and receives %.1f MiB/s",
                          stream.sentASecond() / MIB,
                          stream.receivedASecond() / MIB))
              .with("smallObjectsPerSecond", small)
              .with("connections", CONNECTIONS)
              .with("sentBytesPerSecond", stream.sentASecond())
              .with("receivedBytesPerSecond", stream.receivedASecond());
        });
  }

  private static ConditionHeaders none() {
    return ConditionHeaders.of(WriteCondition.ANY, true);
  }

  /// Each connection writes one object again and again, so that few are to be removed.
  private static long smallObjectsASecond(Scratch scratch)
      throws StoreException, InterruptedException {
    byte[] content = random(SMALL_BYTES);
    AtomicInteger left = new AtomicInteger(MOST_OBJECTS);
    AtomicInteger done = new AtomicInteger();
    AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();
    long begun = System.nanoTime();
    try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-doctor")) {
      for (int i = 0; i < CONNECTIONS; i++) {
        String name = "small-" + i;
        group.fork(() -> {
          while (left.decrementAndGet() >= 0
              && failure.get() == null
              && System.nanoTime() - begun < SMALL_TIME.toNanos()) {
            try {
              scratch.put(name, content, none());
              done.incrementAndGet();
            } catch (StoreException e) {
              failure.compareAndSet(null, e);
            }
          }
        });
      }
      group.join();
    }
    StoreException first = failure.get();
    if (first != null) {
      throw first;
    }
    return Math.round(done.get() / ((System.nanoTime() - begun) / NANOS));
  }

  /// What one connection carries.
  private record Stream(long sentASecond, long receivedASecond) {}

  private Stream stream(Scratch scratch) throws StoreException, InterruptedException {
    Stream first = stream(scratch, FIRST_BYTES);
    boolean isSlow =
        Math.min(first.sentASecond(), first.receivedASecond()) * SLOW.toMillis() / 1000
            < FIRST_BYTES;
    return isSlow ? first : stream(scratch, LARGE_BYTES);
  }

  private static Stream stream(Scratch scratch, int bytes)
      throws StoreException, InterruptedException {
    S3Root root = scratch.root();
    byte[] content = random(bytes);
    String name = "large";
    long begun = System.nanoTime();
    scratch.put(name, content, none());
    long written = System.nanoTime();
    root.call(
        S3Operation.GET,
        root.address(Key.of(name)),
        () ->
            root.api()
                .get(
                    new GetQuery(root.bucket(), scratch.key(name), null, null),
                    content,
                    0,
                    content.length));
    long read = System.nanoTime();
    return new Stream(aSecond(bytes, written - begun), aSecond(bytes, read - written));
  }

  private static long aSecond(int bytes, long nanos) {
    return Math.round(bytes / (Math.max(1, nanos) / NANOS));
  }

  private static byte[] random(int bytes) {
    byte[] content = new byte[bytes];
    new SplittableRandom(bytes).nextBytes(content);
    return content;
  }
}
