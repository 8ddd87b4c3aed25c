package dev.sluice.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.system.ProcessLimits;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacityTest {

  private static final int HELD = 10;

  private static ProcessLimits files(long openFiles) {
    return new ProcessLimits(
        OptionalLong.of(openFiles), OptionalLong.of(HELD), OptionalLong.empty());
  }

  private static ProcessLimits threads(long count) {
    return new ProcessLimits(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(count));
  }

  @ParameterizedTest
  @ValueSource(longs = {43, 50, 64, 100, 256, 1024, 2000, 4096, 1_048_576})
  void what_is_done_at_once_fits_into_the_limit_and_is_something(long openFiles) {
    Capacity capacity = Capacity.of(files(openFiles), 512, 16);

    assertThat(Capacity.tooLittle(files(openFiles))).isNull();
    assertThat(capacity.transfers()).isPositive();
    assertThat(capacity.listings()).isPositive();
    // two connections, a file and its directory; a directory on each side, or two pages
    assertThat(4L * capacity.transfers() + 4L * capacity.listings() + HELD + 20)
        .isLessThan(openFiles);
  }

  @Test
  void where_the_limit_is_high_or_not_known_what_is_wanted_is_done() {
    for (ProcessLimits limits : new ProcessLimits[] {files(4096), ProcessLimits.UNKNOWN}) {
      Capacity capacity = Capacity.of(limits, 512, 16);

      assertThat(capacity.transfers()).isEqualTo(512);
      assertThat(capacity.listings()).isEqualTo(16);
      assertThat(capacity.fileThreads()).isEqualTo(32);
      assertThat(capacity.lowered(512, 16)).isNull();
    }
  }

  @Test
  void that_less_is_done_is_said_with_both_numbers() {
    Capacity capacity = Capacity.of(files(256), 512, 16);

    assertThat(capacity.lowered(512, 16))
        .contains("256 files")
        .contains("transfers at once are " + capacity.transfers())
        .contains("in place of 512 and 16");
    assertThat(capacity.costsSpeed()).isTrue();
    assertThat(Capacity.of(files(1024), 512, 16).costsSpeed()).isFalse();
    assertThat(Capacity.of(files(256), 4, 2).lowered(4, 2)).isNull();
  }

  @Test
  void a_limit_that_suffices_for_nothing_is_said_with_the_remedy() {
    assertThat(Capacity.tooLittle(files(20))).contains("20 files").contains("ulimit -n 256");
    assertThat(Capacity.tooLittle(ProcessLimits.UNKNOWN)).isNull();
  }

  @Test
  void few_threads_are_shared_between_the_pools() {
    assertThat(Capacity.of(threads(40), 512, 16).fileThreads()).isEqualTo(4);
    assertThat(Capacity.of(threads(25), 512, 16).fileThreads()).isEqualTo(2);
    assertThat(Capacity.of(threads(15_000), 512, 16).fileThreads()).isEqualTo(32);
  }
}
