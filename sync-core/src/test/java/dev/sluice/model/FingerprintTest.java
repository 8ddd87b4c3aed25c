package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Fingerprint.Opaque;
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
    Fingerprint md5 = Fingerprint.ofETag('"' + capitals + '"');
    assertThat(md5).isEqualTo(new Md5(capitals));
    assertThat(new Md5(capitals).hex()).isEqualTo(HEX);
    assertThat(Fingerprint.areSameDigest(md5, Fingerprint.ofETag(HEX))).isTrue();
    Fingerprint parts = Fingerprint.ofETag(capitals + "-12");
    assertThat(parts).isEqualTo(new MultipartETag(capitals + "-12", 12));
    assertThat(new MultipartETag(capitals + "-12", 12).text()).isEqualTo(HEX + "-12");
    assertThat(Fingerprint.areSameDigest(parts, Fingerprint.ofETag(HEX + "-12"))).isTrue();
  }

  @Test
  void the_etag_stays_as_it_was_sent_for_conditions() {
    String capitals = HEX.toUpperCase(Locale.ROOT);
    for (String etag : new String[] {HEX, capitals, HEX + "-12", capitals + "-12", "odd"}) {
      assertThat(Fingerprint.ofETag('"' + etag + '"').etag()).isEqualTo(etag);
      assertThat(Fingerprint.withoutDigest(Fingerprint.ofETag(etag))).isEqualTo(new Opaque(etag));
    }
    assertThat(Fingerprint.UNREAD.etag()).isNull();
    assertThat(Fingerprint.withoutDigest(Fingerprint.UNREAD)).isEqualTo(Fingerprint.UNREAD);
  }

  @Test
  void only_digests_of_one_kind_are_the_same() {
    Fingerprint md5 = Fingerprint.ofETag(HEX);
    Fingerprint parts = Fingerprint.ofETag(HEX + "-12");
    assertThat(Fingerprint.areSameDigest(md5, Fingerprint.ofETag("0" + HEX.substring(1))))
        .isFalse();
    assertThat(Fingerprint.areSameDigest(parts, Fingerprint.ofETag(HEX + "-13"))).isFalse();
    for (Fingerprint other :
        new Fingerprint[] {md5, parts, new Opaque(HEX), Fingerprint.OPAQUE, Fingerprint.UNREAD}) {
      assertThat(Fingerprint.areSameDigest(md5, other)).isEqualTo(other.equals(md5));
      assertThat(Fingerprint.areSameDigest(parts, other)).isEqualTo(other.equals(parts));
      assertThat(Fingerprint.areSameDigest(new Opaque(HEX), other)).as("%s", other).isFalse();
      assertThat(Fingerprint.areSameDigest(Fingerprint.UNREAD, other)).as("%s", other).isFalse();
    }
  }

  @Test
  void anything_else_tells_nothing() {
    for (String etag : new String[] {"abc", HEX + "-", HEX + "-0", HEX + "-x", HEX + "0"}) {
      assertThat(Fingerprint.ofETag(etag)).as(etag).isEqualTo(new Opaque(etag));
    }
    for (String none : new String[] {null, "", "\"\""}) {
      assertThat(Fingerprint.ofETag(none)).isEqualTo(Fingerprint.OPAQUE);
    }
  }
}
