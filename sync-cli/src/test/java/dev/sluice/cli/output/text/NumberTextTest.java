package dev.sluice.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumberTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 B",
        "1023|1023 B",
        "1024|1.0 KiB",
        "1048575|1.0 MiB",
        "225968128|215.5 MiB",
        "9223372036854775807|8.0 EiB"
      })
  void bytes_have_the_largest_unit_that_leaves_a_whole_number(long bytes, String text) {
    assertThat(NumberText.bytes(bytes)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|0.4 s",
        "12000|12 s",
        "252000|4 min 12 s",
        "3720000|1 h 02 min",
        "183600000|2 d 03 h"
      })
  void durations_have_two_units_at_most(long millis, String text) {
    assertThat(NumberText.duration(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1|1 object", "0|0 objects", "772386|772,386 objects"})
  void counts_are_grouped_and_have_the_right_number(long count, String text) {
    assertThat(NumberText.count(count, "object", "objects")).isEqualTo(text);
  }
}
