package dev.sluice.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryPolicyTest {

  private final RetryPolicy policy =
      new RetryPolicy(9, Duration.ofMillis(100), Duration.ofSeconds(20));

  @Property
  void a_pause_is_between_nothing_and_a_bound_that_doubles_up_to_the_maximum(
      @ForAll @IntRange(min = 1, max = 100) int attempt, @ForAll long seed) {
    Duration pause = policy.delayAfter(attempt, new Random(seed));
    double bound = Math.min(20_000, 100 * Math.pow(2, attempt - 1.0));
    assertThat(pause).isBetween(Duration.ZERO, Duration.ofMillis((long) bound));
  }

  @Property(tries = 20)
  void jitter_uses_the_whole_span(@ForAll long seed) {
    Random random = new Random(seed);
    long longest = 0;
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < 200; i++) {
      long millis = policy.delayAfter(5, random).toMillis();
      longest = Math.max(longest, millis);
      shortest = Math.min(shortest, millis);
    }
    assertThat(longest).isGreaterThan(1200);
    assertThat(shortest).isLessThan(400);
  }
}
