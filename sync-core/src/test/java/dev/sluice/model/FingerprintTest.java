package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FingerprintTest {

  private static final String HEX = "d41d8cd98f00b204e9800998ecf8427e";

  @Test
  void thirty_two_hexadecimal_digits_are_taken_for_an_md5_quoted_or_not() {
    assertThat(Fingerprint.ofETag(HEX)).isEqualTo(new Md5(HEX));
    assertThat(Fingerprint.ofETag('"' + HEX + '"')).isEqualTo(new Md5(HEX));
  }

  @Test
  void a_dash_and_a_number_make_a_multipart_etag() {
    assertThat(Fingerprint.ofETag(HEX + "-12")).isEqualTo(new MultipartETag(HEX + "-12", 12));
  }

  @Test
  void digits_in_capitals_are_the_same_digits() {
    String capitals = HEX.toUpperCase(Locale.ROOT);
    assertThat(Fingerprint.ofETag('"' + capitals + '"')).isEqualTo(new Md5(HEX));
    assertThat(Fingerprint.ofETag(capitals + "-12")).isEqualTo(new MultipartETag(HEX + "-12", 12));
  }

  @Test
  void anything_else_tells_nothing() {
    for (String etag :
        new String[] {"", "\"\"", "abc", HEX + "-", HEX + "-0", HEX + "-x", HEX + "0"}) {
      assertThat(Fingerprint.ofETag(etag)).as(etag).isEqualTo(Fingerprint.OPAQUE);
    }
    assertThat(Fingerprint.ofETag(null)).isEqualTo(Fingerprint.OPAQUE);
  }
}
