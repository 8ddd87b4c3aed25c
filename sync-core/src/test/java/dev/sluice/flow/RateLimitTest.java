package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  @Property
  void over_a_run_the_rate_is_kept_whatever_the_sizes(
      @ForAll @Size(min = 20, max = 60) List<@IntRange(min = 1, max = 5_000_000) Integer> sizes)
      throws InterruptedException {
    FakeTime time = new FakeTime();
    RateLimit limit = new RateLimit(1_000_000, time);
    long bytes = 0;
    for (int size : sizes) {
      limit.acquire(size);
      bytes += size;
    }
    double seconds = time.nanos() / 1e9;
    // One second's worth may have been saved up while idle before the first byte, never more.
    assertThat(bytes).isLessThanOrEqualTo((long) ((seconds + 1) * 1_000_000) + 1);
    assertThat(seconds).isLessThanOrEqualTo(bytes / 1e6 + 1e-3);
  }

  @Test
  void without_a_rate_nothing_waits() throws InterruptedException {
    FakeTime time = new FakeTime();
    new RateLimit(0, time).acquire(Long.MAX_VALUE);
    assertThat(time.slept()).isEmpty();
  }

  @Test
  void an_idle_hour_saves_up_no_more_than_a_second() throws InterruptedException {
    FakeTime time = new FakeTime();
    RateLimit limit = new RateLimit(1_000_000, time);
    time.advance(Duration.ofHours(1));
    limit.acquire(3_000_000);
    assertThat(time.slept()).containsExactly(Duration.ofSeconds(2));
  }
}
