package dev.sluice.flow.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.FakeTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CrewSizeTest {

  private final FakeTime time = new FakeTime();

  private CrewSize crew(int max, double load) {
    return new CrewSize(max, time, () -> load);
  }

  private int growWhenDue(CrewSize crew) {
    time.advance(CrewSize.LOOK_INTERVAL);
    return crew.isDue() ? crew.grow() : 0;
  }

  /// Lets pieces of work end that took `took` each, as many as `crew` ends in one interval without
  /// ever waiting for itself.
  private static void keepBusy(CrewSize crew, Duration took, double share) {
    long count = Math.round(CrewSize.LOOK_INTERVAL.dividedBy(took) * crew.size() * share);
    for (int i = 0; i < count; i++) {
      crew.ended(took);
    }
  }

  @Test
  void while_the_processors_are_idle_it_doubles_up_to_its_maximum() {
    CrewSize crew = crew(300, 0.4);
    assertThat(crew.size()).isEqualTo(64);
    assertThat(growWhenDue(crew)).isZero();
    assertThat(growWhenDue(crew)).isEqualTo(64);
    assertThat(growWhenDue(crew)).isEqualTo(128);
    assertThat(growWhenDue(crew)).isEqualTo(44);
    assertThat(growWhenDue(crew)).isZero();
    assertThat(crew.size()).isEqualTo(300);
  }

  @Test
  void one_idle_moment_among_busy_ones_is_not_enough() {
    double[] loads = {1, 0.7, 1, 0.6, 0.7};
    int[] asked = {0};
    CrewSize crew = new CrewSize(300, time, () -> loads[asked[0]++]);
    assertThat(growWhenDue(crew)).isZero();
    assertThat(growWhenDue(crew)).isZero();
    assertThat(growWhenDue(crew)).isZero();
    assertThat(growWhenDue(crew)).isZero();
    assertThat(growWhenDue(crew)).isEqualTo(64);
  }

  @Test
  void where_the_processors_are_busy_it_grows_to_twice_what_the_latency_takes() {
    CrewSize crew = crew(300, 1);
    Duration latency = Duration.ofMillis(20);
    keepBusy(crew, latency, 0.9);
    assertThat(growWhenDue(crew)).isEqualTo(64);
    keepBusy(crew, latency, 0.4);
    assertThat(growWhenDue(crew)).isZero();
  }

  @Test
  void where_work_waits_for_the_processors_it_stays_as_it_is() {
    CrewSize crew = crew(300, 1);
    crew.ended(Duration.ofNanos(300_000));
    keepBusy(crew, Duration.ofMillis(7), 1);
    assertThat(growWhenDue(crew)).isZero();
  }

  @Test
  void it_stays_as_it_is_where_nobody_knows() {
    assertThat(growWhenDue(crew(300, -1))).isZero();
  }

  @Test
  void a_small_maximum_is_there_at_once() {
    CrewSize crew = crew(3, 0.1);
    assertThat(crew.size()).isEqualTo(3);
    assertThat(growWhenDue(crew)).isZero();
  }

  @Test
  void one_caller_in_each_interval_is_told_to_look() {
    CrewSize crew = crew(300, 0.4);
    assertThat(crew.isDue()).isFalse();
    time.advance(CrewSize.LOOK_INTERVAL);
    assertThat(crew.isDue()).isTrue();
    assertThat(crew.isDue()).isFalse();
  }
}
