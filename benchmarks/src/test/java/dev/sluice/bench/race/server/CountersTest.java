package dev.sluice.bench.race.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

public final class CountersTest {

  private static final String ANSWER =
      """
      cpu_nanos 1500000000
      wall_nanos 50860513365
      requests 2021
      errors 3
      max_in_flight 64
      requests.ListObjectsV2 21
      requests.PutObject 2000
      objects.upload 2000
      """;

  @Test
  void operations_errors_and_the_servers_own_time_are_read() {
    Counters counters = Counters.parse(ANSWER);

    assertThat(counters.of("PutObject")).isEqualTo(2000);
    assertThat(counters.of("ListObjects", "ListObjectsV2")).isEqualTo(21);
    assertThat(counters.all()).isEqualTo(2021);
    assertThat(counters.errors()).isEqualTo(3);
    assertThat(counters.maxInFlight()).isEqualTo(64);
    assertThat(counters.cpuSeconds()).isEqualTo(1.5);
  }

  @Test
  void what_is_rare_is_counted_in_all_and_the_rest_for_each() {
    assertThat(Counters.parse(ANSWER).perUnit(2000))
        .isEqualTo("ListObjectsV2 21 in all, PutObject 1.00, 3 refused");
  }
}
