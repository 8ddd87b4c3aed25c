package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.work.WorkerGroup;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BytePermitsTest {

  @Test
  void no_more_bytes_are_held_at_once_than_there_are() throws InterruptedException {
    long total = 1 << 20;
    BytePermits permits = new BytePermits(total);
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    try (WorkerGroup group = WorkerGroup.ofVirtual("holder")) {
      for (int worker = 0; worker < 16; worker++) {
        long bytes = 100_000 + worker * 20_000L;
        group.fork(() -> {
          for (int i = 0; i < 50; i++) {
            try (BytePermits.Lease _ = permits.acquire(bytes)) {
              most.accumulateAndGet(held.addAndGet(bytes), Math::max);
              LockSupport.parkNanos(1);
              held.addAndGet(-bytes);
            }
          }
        });
      }
      group.join();
    }
    assertThat(most.get()).isLessThanOrEqualTo(total).isGreaterThan(100_000);
  }

  @Test
  void more_than_there_is_gets_all_there_is() throws InterruptedException {
    BytePermits permits = new BytePermits(1024);
    permits.acquire(1 << 30).close();
    permits.acquire(1).close();
  }
}
