package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How long a file must have been left alone before its stamp tells it from itself later.
class LocalTakeawayTest {

  @Test
  void a_time_without_fractions_is_that_of_a_file_system_that_keeps_none() {
    assertThat(LocalTakeaway.tick(1_700_000_000_000_000_000L)).isEqualTo(Duration.ofSeconds(2));
    assertThat(LocalTakeaway.tick(1_700_000_000_004_000_000L)).isLessThan(Duration.ofSeconds(1));
  }
}
