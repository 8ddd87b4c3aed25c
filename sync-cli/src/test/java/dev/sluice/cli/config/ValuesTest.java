package dev.sluice.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.UsageException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ValuesTest {

  @ParameterizedTest
  @CsvSource({"1,1", "500k,512000", "20m,20971520", "1.5G,1610612736"})
  void amounts_have_powers_of_1024(String text, long bytes) throws UsageException {
    assertThat(Values.amount("--limit-rate", text)).isEqualTo(bytes);
  }

  @Test
  void one_sides_access_goes_before_the_common_one() {
    S3Access common = new S3Access("common", URI.create("http://one"), "r1", false);
    S3Access side = new S3Access(null, URI.create("http://two"), null, true);

    assertThat(side.orElse(common))
        .isEqualTo(new S3Access("common", URI.create("http://two"), "r1", true));
  }
}
