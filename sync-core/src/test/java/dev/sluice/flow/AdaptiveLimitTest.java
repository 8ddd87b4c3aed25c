package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {

  private final FakeTime time = new FakeTime();
  private final AdaptiveLimit limit = new AdaptiveLimit(16, time);

  @Test
  void a_throttled_answer_halves_the_limit() throws InterruptedException {
    limit.acquire();
    limit.throttled();
    assertThat(limit.limit()).isEqualTo(8);
    assertThat(limit.throttledCount()).isEqualTo(1);
  }

  @Test
  void a_burst_of_throttled_answers_counts_once() throws InterruptedException {
    for (int i = 0; i < 8; i++) {
      limit.acquire();
    }
    for (int i = 0; i < 8; i++) {
      limit.throttled();
    }
    assertThat(limit.limit()).isEqualTo(8);
    assertThat(limit.throttledCount()).isEqualTo(8);
  }

  @Test
  void it_never_falls_below_one_and_climbs_back_to_its_maximum() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      limit.acquire();
      limit.throttled();
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(limit.limit()).isEqualTo(1);
    for (int i = 0; i < 300; i++) {
      limit.acquire();
      limit.succeeded();
    }
    assertThat(limit.limit()).isEqualTo(16);
    assertThat(limit.lowestLimit()).isEqualTo(1);
  }

  @Test
  void a_request_over_the_limit_waits_until_one_ends() throws InterruptedException {
    AdaptiveLimit one = new AdaptiveLimit(1, time);
    one.acquire();
    CountDownLatch granted = new CountDownLatch(1);
    Thread second =
        Thread.ofVirtual()
            .start(() -> {
              try {
                one.acquire();
                granted.countDown();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (second.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(granted.getCount()).isEqualTo(1);
    one.finished();
    granted.await();
    second.join();
  }
}
