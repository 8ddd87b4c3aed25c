package dev.sluice.flow.system;

import dev.sluice.flow.Time;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Slow start, as in TCP, for the number of workers that wait on a network or a disk at once: few
/// to begin with, and doubled while it is latency that is waited for. Without latency more workers
/// would cost connections and memory and gain nothing.
///
/// Latency is what is waited for if the processors have time left, or if the workers are fewer than
/// twice the bandwidth-delay product, which is how much BBR keeps in flight (Cardwell et al. 2016):
/// here the pieces of work that end in a second, times the seconds that the quickest of them took.
/// The second rule is for times when the processors are busy with something else, such as
/// compiling.
///
/// Thread-safe.
public final class SlowStart {

  /// Enough for two to eight cores where there is no latency.
  private static final int FIRST = 64;

  /// From one look to the next. Linux counts the processors' time in ticks of 10 ms, so less would
  /// be guessing.
  static final Duration LOOK_INTERVAL = Duration.ofMillis(200);

  /// Below this load, at two looks one after the other, more workers find a processor.
  private static final double BUSY = 0.75;

  private final int max;
  private final Time time;
  private final ProcessorLoad processors;
  private final AtomicLong lastLookNanos;
  private final AtomicLong quickestNanos = new AtomicLong(Long.MAX_VALUE);
  private final LongAdder ended = new LongAdder();
  private long countedNanos;
  private double lastLoad = 1;
  private volatile int size;

  /// @param max never exceeded, at least 1
  public SlowStart(int max, Time time, ProcessorLoad processors) {
    if (max < 1) {
      throw new IllegalArgumentException("max " + max);
    }
    this.max = max;
    this.time = time;
    this.processors = processors;
    this.size = Math.min(max, FIRST);
    this.countedNanos = time.nanos();
    this.lastLookNanos = new AtomicLong(countedNanos);
  }

  /// How many there are.
  public int size() {
    return size;
  }

  /// A piece of work has ended well.
  ///
  /// @param took how long it took
  public void ended(Duration took) {
    if (size == max) {
      return;
    }
    ended.increment();
    long nanos = took.toNanos();
    if (nanos < quickestNanos.get()) {
      quickestNanos.accumulateAndGet(nanos, Math::min);
    }
  }

  /// Whether it is time to look whether more would help. Says so to one caller for each interval,
  /// who is to call [#grow] if there is work for more.
  public boolean isDue() {
    if (size == max) {
      return false;
    }
    long now = time.nanos();
    long last = lastLookNanos.get();
    return now - last >= LOOK_INTERVAL.toNanos() && lastLookNanos.compareAndSet(last, now);
  }

  /// Decides on more.
  ///
  /// @return how many to add, which from now on count as added
  public synchronized int grow() {
    boolean idle = processorsAreIdle();
    boolean few = size < 2 * bandwidthDelayProduct();
    if (!idle && !few) {
      return 0;
    }
    int added = Math.min(size, max - size);
    size += added;
    return added;
  }

  private boolean processorsAreIdle() {
    double load = processors.sinceLastAsked().orElse(1);
    boolean idle = load < BUSY && lastLoad < BUSY;
    lastLoad = load;
    return idle;
  }

  private double bandwidthDelayProduct() {
    long now = time.nanos();
    long elapsedNanos = Math.max(1, now - countedNanos);
    countedNanos = now;
    return (double) ended.sumThenReset() / elapsedNanos * quickestNanos.get();
  }
}
