package dev.sluice.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.FakeTime;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SlowStartTest {

  private final FakeTime time = new FakeTime();

  private SlowStart workers(int max, double load) {
    return new SlowStart(max, time, () -> OptionalDouble.of(load));
  }

  private int growWhenDue(SlowStart workers) {
    time.advance(SlowStart.LOOK_INTERVAL);
    return workers.isDue() ? workers.grow() : 0;
  }

  /// Lets pieces of work end that took `took` each, as many as `workers` ends in one interval
  /// without ever waiting for itself.
  private static void keepBusy(SlowStart workers, Duration took, double share) {
    long count = Math.round(SlowStart.LOOK_INTERVAL.dividedBy(took) * workers.size() * share);
    for (int i = 0; i < count; i++) {
      workers.ended(took);
    }
  }

  @Test
  void while_the_processors_are_idle_it_doubles_up_to_its_maximum() {
    SlowStart workers = workers(300, 0.4);
    assertThat(workers.size()).isEqualTo(64);
    assertThat(growWhenDue(workers)).isZero();
    assertThat(growWhenDue(workers)).isEqualTo(64);
    assertThat(growWhenDue(workers)).isEqualTo(128);
    assertThat(growWhenDue(workers)).isEqualTo(44);
    assertThat(growWhenDue(workers)).isZero();
    assertThat(workers.size()).isEqualTo(300);
  }

  @Test
  void one_idle_moment_among_busy_ones_is_not_enough() {
    double[] loads = {1, 0.7, 1, 0.6, 0.7};
    int[] asked = {0};
    SlowStart workers = new SlowStart(300, time, () -> OptionalDouble.of(loads[asked[0]++]));
    assertThat(growWhenDue(workers)).isZero();
    assertThat(growWhenDue(workers)).isZero();
    assertThat(growWhenDue(workers)).isZero();
    assertThat(growWhenDue(workers)).isZero();
    assertThat(growWhenDue(workers)).isEqualTo(64);
  }

  @Test
  void where_the_processors_are_busy_it_grows_to_twice_what_the_latency_takes() {
    SlowStart workers = workers(300, 1);
    Duration latency = Duration.ofMillis(20);
    keepBusy(workers, latency, 0.9);
    assertThat(growWhenDue(workers)).isEqualTo(64);
    keepBusy(workers, latency, 0.4);
    assertThat(growWhenDue(workers)).isZero();
  }

  @Test
  void where_work_waits_for_the_processors_it_stays_as_it_is() {
    SlowStart workers = workers(300, 1);
    workers.ended(Duration.ofNanos(300_000));
    keepBusy(workers, Duration.ofMillis(7), 1);
    assertThat(growWhenDue(workers)).isZero();
  }

  @Test
  void it_stays_as_it_is_where_nobody_knows() {
    SlowStart workers = new SlowStart(300, time, OptionalDouble::empty);
    for (int i = 0; i < 3; i++) {
      assertThat(growWhenDue(workers)).isZero();
    }
  }

  @Test
  void a_small_maximum_is_there_at_once() {
    SlowStart workers = workers(3, 0.1);
    assertThat(workers.size()).isEqualTo(3);
    assertThat(growWhenDue(workers)).isZero();
  }

  @Test
  void one_caller_in_each_interval_is_told_to_look() {
    SlowStart workers = workers(300, 0.4);
    assertThat(workers.isDue()).isFalse();
    time.advance(SlowStart.LOOK_INTERVAL);
    assertThat(workers.isDue()).isTrue();
    assertThat(workers.isDue()).isFalse();
  }
}
