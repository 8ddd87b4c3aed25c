package dev.sluice.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.UsageException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlagValuesTest {

  @ParameterizedTest
  @CsvSource({"1,1", "500k,512000", "20m,20971520", "1.5G,1610612736"})
  void amounts_have_powers_of_1024(String text, long bytes) throws UsageException {
    assertThat(FlagValues.amount("--limit-rate", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"0,0", "90,90", "90s,90", "5m,300", "1H,3600", "24h,86400"})
  void spans_of_time_are_seconds_unless_they_say_so(String text, long seconds)
      throws UsageException {
    assertThat(FlagValues.duration("--retry-for", text, Duration.ofDays(1))).hasSeconds(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "5 m", "-1", "1.5h", "5min", "25h", "999999999h", "9999999999"})
  void what_is_no_span_of_time_is_refused_with_the_options_name(String text) {
    assertThatThrownBy(() -> FlagValues.duration("--retry-for", text, Duration.ofDays(1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--retry-for ");
  }

  @Test
  void an_age_says_its_unit_since_a_bare_number_may_be_meant_as_days() throws UsageException {
    assertThat(FlagValues.age("--older-than", "7d")).hasDays(7);
    assertThatThrownBy(() -> FlagValues.age("--older-than", "7"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("say of what");
  }

  @Test
  void one_sides_access_goes_before_the_common_one() {
    S3Access common = new S3Access("common", URI.create("http://one"), "r1", false, null);
    S3Access side = new S3Access(null, URI.create("http://two"), null, true, null);

    assertThat(side.orElse(common))
        .isEqualTo(new S3Access("common", URI.create("http://two"), "r1", true, null));
  }
}
