package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Encryption;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.PartPlan;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ContentTypes;
import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.Mtime;
import dev.sluice.store.s3.api.S3Attributes;
import dev.sluice.store.s3.object.S3Deletes;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The small conversions between S3's values and the port's.
class S3ValuesTest {

  private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";

  @Test
  void an_etag_is_an_md5_only_where_the_encryption_lets_it_be() {
    assertThat(new StoredContent(MD5).fingerprint()).isEqualTo(new Fingerprint.Md5(MD5));
    assertThat(
            new StoredContent(MD5, null, List.of(), Encryption.of("AES256", null, null))
                .fingerprint())
        .isEqualTo(new Fingerprint.Md5(MD5));
    assertThat(
            new StoredContent(MD5, null, List.of(), Encryption.of("aws:kms", null, null))
                .fingerprint())
        .isEqualTo(new Fingerprint.Opaque(MD5));
    assertThat(
            new StoredContent(MD5, null, List.of(), Encryption.of("aws:kms:dsse", null, null))
                .fingerprint())
        .isEqualTo(new Fingerprint.Opaque(MD5));
    assertThat(
            new StoredContent(MD5, null, List.of(), Encryption.of(null, null, "AES256"))
                .fingerprint())
        .isEqualTo(new Fingerprint.Opaque(MD5));
  }

  @Test
  void only_an_md5_contradicts_an_md5() {
    String other = "00000000000000000000000000000000";
    assertThat(ETags.contradicts(new Fingerprint.Md5(MD5), other)).isTrue();
    assertThat(ETags.contradicts(new Fingerprint.Md5(MD5), MD5)).isFalse();
    assertThat(ETags.contradicts(Fingerprint.OPAQUE, other)).isFalse();
    assertThat(ETags.contradicts(Fingerprint.ofETag(MD5 + "-2"), other)).isFalse();
  }

  @Test
  void an_empty_etag_is_none() {
    assertThat(ETags.bare("\"abc\"")).isEqualTo("abc");
    assertThat(ETags.bare("\"\"")).isNull();
    assertThat(ETags.bare(null)).isNull();
  }

  @Property
  void a_time_survives_the_metadata(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant time = Instant.ofEpochSecond(second, nano);
    assertThat(Mtime.parse(Mtime.format(time))).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource({
    "1700000000, 2023-11-14T22:13:20Z",
    "1700000000.123456789, 2023-11-14T22:13:20.123456789Z",
    "1354040105.5, 2012-11-27T18:15:05.5Z",
    "-1.5, 1969-12-31T23:59:58.5Z",
    "yesterday, ",
    "1e999999, ",
    "'', ",
  })
  void times_are_read_as_rclone_writes_them(String text, @Nullable Instant expected) {
    assertThat(Mtime.parse(text)).isEqualTo(expected);
  }

  @Test
  void a_whole_second_is_written_without_a_fraction_or_an_exponent() {
    assertThat(Mtime.format(Instant.ofEpochSecond(1_700_000_000))).isEqualTo("1700000000");
    assertThat(Mtime.format(Instant.EPOCH)).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({
    "a/b.JPG, image/jpeg",
    "index.html, text/html",
    "x.tar.gz, application/gzip",
    "dir.d/README, binary/octet-stream",
    ".profile, binary/octet-stream",
    "end., binary/octet-stream",
    "a.unknown-extension-of-length, binary/octet-stream",
  })
  void the_extension_gives_the_content_type(String key, String type) {
    assertThat(ContentTypes.ofKey(key)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "aws-chunked, ",
    "'gzip,aws-chunked', gzip",
    "'AWS-chunked, gzip', 'AWS-chunked, gzip'",
    "'aws-chunked, br', br",
    "gzip, gzip",
  })
  void the_coding_of_a_request_is_no_coding_of_the_content(
      String encoding, @Nullable String expected) {
    assertThat(S3Attributes.contentEncoding(encoding)).isEqualTo(expected);
  }

  @Property
  void any_size_is_cut_into_at_most_ten_thousand_parts(
      @ForAll @LongRange(min = 1, max = 5L << 40) long sizeBytes) {
    for (long part :
        List.of(PartPlan.WRITTEN.partBytes(sizeBytes), PartPlan.COPIED.partBytes(sizeBytes))) {
      assertThat(Math.ceilDiv(sizeBytes, part)).isLessThanOrEqualTo(PartPlan.MAX_PARTS);
      assertThat(part % (1 << 20)).isZero();
      assertThat(part).isBetween(8L << 20, 5L << 30);
    }
  }

  @Test
  void keys_that_xml_cannot_carry_are_known() {
    assertThat(S3Deletes.fitsXml("a\tb\nc\rd é 😀 \ufffd")).isTrue();
    assertThat(S3Deletes.fitsXml("a\u0001")).isFalse();
    assertThat(S3Deletes.fitsXml("\uffff")).isFalse();
  }
}
