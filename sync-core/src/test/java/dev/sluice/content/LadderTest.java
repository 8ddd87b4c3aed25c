package dev.sluice.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Comparer.Finding;
import dev.sluice.content.Comparer.Verdict;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Comparison;
import dev.sluice.model.Evidence;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Md5Value;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which rung of the ladder decides, and what it costs.
class LadderTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);
  private static final byte[] OTHER = "another".getBytes(UTF_8);
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

  /// So much later that the listings tell that the file has not changed since.
  private static final Instant EVENING = NOON.plusSeconds(6 * 3600);

  /// Too near for the listings to tell.
  private static final Instant SOON = NOON.plusSeconds(60);

  private static final int PART_BYTES = 3_000_000;

  private final BlockingIo cpu = BlockingIo.forCpu();

  @AfterEach
  void close() {
    cpu.close();
  }

  private Finding compare(ToldStore source, ToldStore target, Comparison upTo) throws Exception {
    return compare(source, target, new Ladder(upTo, false));
  }

  private Finding compare(ToldStore source, ToldStore target, Ladder ladder) throws Exception {
    return new Comparer(Sides.of(source, target), ladder, new BytePermits(64 << 20), cpu, _ -> {})
        .compare(source.entry(), target.entry());
  }

  private static Md5Value md5(byte[] content) {
    return Md5Value.of(content, 0, content.length);
  }

  private static Checksum sha256(byte[] content, Scope scope) throws Exception {
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(content);
    return new Checksum(ChecksumAlgorithm.SHA256, Base64.getEncoder().encodeToString(sum), scope);
  }

  private static ToldStore file() {
    return ToldStore.file(CONTENT, NOON);
  }

  private static ToldStore opaque(byte[] content, Instant written) {
    return ToldStore.object(content, written, new Fingerprint.Opaque("encrypted"));
  }

  @Test
  void an_md5_in_metadata_decides_where_the_object_has_to_be_asked_anyway() throws Exception {
    ToldStore object = opaque(CONTENT, SOON).stating(md5(CONTENT));
    ToldStore file = file();
    assertThat(compare(file, object, Comparison.MD5))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.METADATA));
    assertThat(compare(object, file(), Comparison.MD5))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.METADATA));
    assertThat(object.asked()).isEqualTo(2);
    assertThat(object.opened()).isZero();
    assertThat(file.remembered())
        .as("so that the next time its ETag tells")
        .contains(new Remembered(null, List.of(), "encrypted"));

    assertThat(compare(file(), opaque(OTHER, SOON).stating(md5(OTHER)), Comparison.MD5))
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.METADATA));
  }

  @Test
  void where_times_tell_objects_are_asked_only_if_that_is_wanted() throws Exception {
    ToldStore object =
        opaque(OTHER, EVENING).vouching(sha256(OTHER, Scope.FULL_OBJECT)).stating(md5(OTHER));
    assertThat(compare(file(), object, Comparison.MD5))
        .isEqualTo(new Finding(Verdict.EQUAL_BY_TIME, Evidence.MTIME));
    assertThat(object.asked()).isZero();

    assertThat(compare(file(), object, Comparison.CHECKSUM))
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.METADATA));
    assertThat(object.asked()).isEqualTo(1);
    assertThat(object.opened()).isZero();
  }

  @Test
  void a_checksum_of_the_whole_decides_and_costs_one_reading_of_the_file() throws Exception {
    ToldStore object = opaque(CONTENT, EVENING).vouching(sha256(CONTENT, Scope.FULL_OBJECT));
    ToldStore file = file();
    assertThat(compare(file, object, Comparison.CHECKSUM))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.CHECKSUM));
    assertThat(file.remembered()).containsExactly(new Remembered(null, List.of(), "encrypted"));
    assertThat(object.opened()).isZero();

    ToldStore other = opaque(OTHER, EVENING).vouching(sha256(OTHER, Scope.FULL_OBJECT));
    assertThat(compare(file(), other, Comparison.CHECKSUM))
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.CHECKSUM));
  }

  @Test
  void what_is_learnt_of_a_file_at_the_destination_is_remembered_too() throws Exception {
    ToldStore object = opaque(CONTENT, EVENING).vouching(sha256(CONTENT, Scope.FULL_OBJECT));
    ToldStore file = file();
    assertThat(compare(object, file, Comparison.CHECKSUM).verdict()).isEqualTo(Verdict.EQUAL);
    assertThat(file.remembered()).containsExactly(new Remembered(null, List.of(), "encrypted"));
  }

  @Test
  void two_objects_are_equal_by_a_checksum_that_both_have() throws Exception {
    ToldStore one = opaque(CONTENT, NOON).vouching(sha256(CONTENT, Scope.FULL_OBJECT));
    assertThat(
            compare(
                one,
                opaque(CONTENT, EVENING).vouching(sha256(CONTENT, Scope.FULL_OBJECT)),
                Comparison.CHECKSUM))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.CHECKSUM));
    assertThat(
            compare(
                one,
                opaque(OTHER, EVENING).vouching(sha256(OTHER, Scope.FULL_OBJECT)),
                Comparison.CHECKSUM))
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.CHECKSUM));
    assertThat(
            compare(
                one.vouching(sha256(CONTENT, Scope.COMPOSITE)),
                opaque(CONTENT, EVENING).vouching(sha256(OTHER, Scope.COMPOSITE)),
                Comparison.CHECKSUM))
        .as("perhaps they only have other parts")
        .isEqualTo(new Finding(Verdict.EQUAL_BY_TIME, Evidence.MTIME));
  }

  @Test
  void a_verification_takes_checksums_for_a_proof_and_no_metadata_and_no_time() throws Exception {
    ToldStore stated = opaque(OTHER, EVENING).stating(md5(CONTENT));
    assertThat(compare(file(), stated, new Ladder(Comparison.CHECKSUM, true)).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(compare(file(), stated, new Ladder(Comparison.BYTES, true)))
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.BYTES));

    ToldStore vouched = opaque(CONTENT, EVENING).vouching(sha256(CONTENT, Scope.FULL_OBJECT));
    assertThat(compare(file(), vouched, new Ladder(Comparison.BYTES, true)))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.CHECKSUM));
    assertThat(vouched.opened()).isZero();
  }

  @Test
  void by_time_alone_nothing_is_read_and_objects_are_asked_only_where_listings_leave_it_open()
      throws Exception {
    ToldStore object = opaque(OTHER, EVENING);
    ToldStore file = file();
    assertThat(compare(file, object, Comparison.MTIME))
        .isEqualTo(new Finding(Verdict.EQUAL_BY_TIME, Evidence.MTIME));
    assertThat(object.asked()).isZero();
    assertThat(compare(file, opaque(CONTENT, SOON).withOwnTime(SOON), Comparison.MTIME))
        .isEqualTo(new Finding(Verdict.NEWER, Evidence.MTIME));
    assertThat(file.opened()).isZero();
  }

  private static byte[] large() {
    byte[] content = new byte[8_500_000];
    new Random(7).nextBytes(content);
    return content;
  }

  private static MultipartETag etagOf(byte[] content, int partBytes) throws Exception {
    MessageDigest all = MessageDigest.getInstance("MD5");
    int count = 0;
    for (int from = 0; from < content.length; from += partBytes) {
      int to = Math.min(content.length, from + partBytes);
      all.update(MessageDigest.getInstance("MD5").digest(Arrays.copyOfRange(content, from, to)));
      count++;
    }
    return new MultipartETag(HexFormat.of().formatHex(all.digest()) + "-" + count, count);
  }

  @Test
  void parts_of_a_length_that_cannot_be_guessed_are_asked_for_once() throws Exception {
    byte[] content = large();
    ToldStore object =
        ToldStore.object(content, EVENING, etagOf(content, PART_BYTES)).writtenInParts(PART_BYTES);
    ToldStore file = ToldStore.file(content, NOON);
    assertThat(compare(file, object, Comparison.MD5))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.ETAG));
    assertThat(object.asked()).isEqualTo(1);
    assertThat(file.opened()).isEqualTo(1);

    byte[] changed = content.clone();
    changed[5]++;
    assertThat(compare(ToldStore.file(changed, NOON), object, Comparison.MD5))
        .as("though it has not as many parts as would have been written here")
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.ETAG));
  }
}
