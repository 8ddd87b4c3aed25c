package dev.sluice.bench.race.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Samples the resident memory of a process and all its descendants, five times a second, and keeps
/// the largest sum. Pages that several processes share are counted in each.
final class MemoryWatch implements AutoCloseable {

  private static final long PERIOD_MILLIS = 200;
  private static final int PAGE_KIB = 4;

  private final ProcessHandle root;
  private final AtomicLong peakKib = new AtomicLong();
  private final CountDownLatch over = new CountDownLatch(1);

  MemoryWatch(ProcessHandle root) {
    this.root = root;
    Thread.ofPlatform().daemon().name("memory-watch").start(this::sample);
  }

  long peakKib() {
    return peakKib.get();
  }

  @Override
  public void close() {
    over.countDown(); // the sampler ends by itself
  }

  private void sample() {
    try {
      while (!over.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS)) {
        long sumKib = root.descendants().mapToLong(MemoryWatch::residentKib).sum();
        peakKib.accumulateAndGet(sumKib, Math::max);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts it; it would only end the sampling
    }
  }

  private static long residentKib(ProcessHandle process) {
    try {
      String statm = Files.readString(Path.of("/proc", process.pid() + "", "statm"));
      return Long.parseLong(statm.split(" ", 3)[1]) * PAGE_KIB;
    } catch (IOException e) {
      return 0; // it has ended between the look at the tree and the look at its memory
    }
  }
}
