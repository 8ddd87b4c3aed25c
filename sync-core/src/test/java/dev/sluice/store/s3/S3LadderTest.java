package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Comparer;
import dev.sluice.content.Comparer.Finding;
import dev.sluice.content.Comparer.Verdict;
import dev.sluice.content.Ladder;
import dev.sluice.content.Sides;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.Key;
import dev.sluice.model.Md5Value;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.Confirmed;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.store.s3.config.ClientKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Objects that other tools have written, as they say what they are when they are asked.
@ParameterizedClass
@EnumSource(ClientKind.class)
class S3LadderTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);
  private static final Md5Value MD5 = Md5Value.of(CONTENT, 0, CONTENT.length);
  private static final int PART_BYTES = 5_300_000;

  private final EmbeddedS3 s3;
  private final S3Store store;
  private final S3Client client;

  S3LadderTest(ClientKind kind) throws Exception {
    s3 = new EmbeddedS3(kind);
    store = s3.store("");
    client = s3.connect().session().sdk().get();
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private Entry listed() throws Exception {
    return EmbeddedS3.list(store).getFirst();
  }

  private Confirmed confirm() throws Exception {
    return store.confirm(listed());
  }

  private void put(Map<String, String> metadata) {
    client.putObject(
        b -> b.bucket(BUCKET).key("k").metadata(metadata), RequestBody.fromBytes(CONTENT));
  }

  private void putInParts(
      byte[] content,
      @Nullable ChecksumAlgorithm ofParts,
      Consumer<CreateMultipartUploadRequest.Builder> with) {
    String id =
        client.createMultipartUpload(b -> with.accept(b.bucket(BUCKET).key("k"))).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int from = 0; from < content.length; from += PART_BYTES) {
      byte[] part = Arrays.copyOfRange(content, from, Math.min(content.length, from + PART_BYTES));
      int number = parts.size() + 1;
      UploadPartResponse put =
          client.uploadPart(
              b -> {
                b.bucket(BUCKET).key("k").uploadId(id).partNumber(number);
                b.checksumAlgorithm(ofParts);
              },
              RequestBody.fromBytes(part));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(put.eTag())
              .checksumCRC32(put.checksumCRC32())
              .build());
    }
    client.completeMultipartUpload(
        b -> b.bucket(BUCKET).key("k").uploadId(id).multipartUpload(u -> u.parts(parts)));
  }

  private Finding compare(byte[] content, Comparison upTo) throws Exception {
    return compare(content, upTo, null);
  }

  private Finding compare(byte[] content, Comparison upTo, @Nullable Remembered known)
      throws Exception {
    Instant changed = known == null ? Instant.now() : Instant.EPOCH;
    MemoryStore files = MemoryStore.named("files");
    files.put("k", content);
    return new Comparer(
            Sides.of(files, store),
            new Ladder(upTo, false),
            new BytePermits(64 << 20),
            s3.cpu,
            _ -> {})
        .compare(
            Entry.ofFile(
                Key.of("k"), content.length, changed, known == null ? Fingerprint.UNREAD : known),
            listed());
  }

  @Test
  void what_s3cmd_and_rclone_leave_of_a_file_is_found() throws Exception {
    put(Map.of("s3cmd-attrs", "atime:1/md5:" + MD5.hex() + "/mode:33188/mtime:1700000000/uid:0"));
    assertThat(confirm().statedMd5()).isEqualTo(MD5);
    assertThat(confirm().ownTime()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));

    put(Map.of("md5chksum", Base64.getEncoder().encodeToString(MD5.bytes()), "mtime", "1.5"));
    assertThat(confirm().statedMd5()).isEqualTo(MD5);
    assertThat(confirm().ownTime()).isEqualTo(Instant.ofEpochMilli(1_500));

    for (String odd : List.of("", "md5:", "md5:12/mtime:x", "uid:0/gid:0", "////")) {
      put(Map.of("s3cmd-attrs", odd, "md5chksum", ""));
      assertThat(confirm().statedMd5()).as(odd).isNull();
      assertThat(confirm().ownTime()).as(odd).isNull();
    }
  }

  @Test
  void the_length_of_parts_is_asked_for_where_it_cannot_be_guessed() throws Exception {
    byte[] content = new byte[2 * PART_BYTES + 17];
    new Random(3).nextBytes(content);
    putInParts(
        content,
        null,
        b ->
            b.checksumAlgorithm(ChecksumAlgorithm.CRC64_NVME)
                .checksumType(ChecksumType.FULL_OBJECT));
    assertThat(confirm().partBytes()).isEqualTo(OptionalLong.of(PART_BYTES));
    assertThat(compare(content, Comparison.MD5))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.ETAG));
    content[content.length / 2]++;
    assertThat(compare(content, Comparison.MD5).verdict()).isEqualTo(Verdict.DIFFERENT);
  }

  @Test
  void what_a_dry_run_has_found_to_differ_differs_still_though_it_is_older() throws Exception {
    byte[] content = new byte[2 * PART_BYTES + 17];
    putInParts(content, null, _ -> {});
    content[1]++;
    String other = "0cc175b9c0f1b6a831c399e269772661-3";
    List<InParts> read = List.of(new InParts(5 << 20, other), new InParts(PART_BYTES, other));
    assertThat(compare(content, Comparison.MD5, new Remembered(null, read, null)))
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.ETAG));
  }

  @Test
  void an_encrypted_object_is_compared_by_its_checksum_without_being_read() throws Exception {
    client.putObject(
        b ->
            b.bucket(BUCKET)
                .key("k")
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32),
        RequestBody.fromBytes(CONTENT));
    assertThat(compare(CONTENT, Comparison.MD5))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.CHECKSUM));
    assertThat(compare("CONTENT".getBytes(UTF_8), Comparison.MD5))
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.CHECKSUM));
    assertThat(store.activity().operations()).doesNotContainKey("get");
  }

  @Test
  void an_encrypted_object_in_parts_is_compared_by_the_checksum_of_its_parts_checksums()
      throws Exception {
    byte[] content = new byte[2 * PART_BYTES + 17];
    new Random(5).nextBytes(content);
    putInParts(
        content,
        ChecksumAlgorithm.CRC32,
        b ->
            b.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .checksumAlgorithm(ChecksumAlgorithm.CRC32));
    assertThat(compare(content, Comparison.MD5))
        .isEqualTo(new Finding(Verdict.EQUAL, Evidence.CHECKSUM));
    content[3]++;
    assertThat(compare(content, Comparison.MD5))
        .isEqualTo(new Finding(Verdict.DIFFERENT, Evidence.CHECKSUM));
  }

  @Test
  void an_object_that_says_nothing_without_its_key_is_left_to_the_times() throws Exception {
    byte[] secret = new byte[32];
    String key = Base64.getEncoder().encodeToString(secret);
    String sum = Base64.getEncoder().encodeToString(Md5Value.of(secret, 0, 32).bytes());
    client.putObject(
        b ->
            b.bucket(BUCKET)
                .key("k")
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(key)
                .sseCustomerKeyMD5(sum),
        RequestBody.fromBytes(CONTENT));
    assertThat(confirm().fingerprint()).isInstanceOf(Fingerprint.Opaque.class);
    assertThat(compare(CONTENT, Comparison.CHECKSUM).by()).isEqualTo(Evidence.MTIME);
  }

  @Test
  void whoever_may_not_be_told_checksums_is_told_the_rest_and_does_not_ask_again()
      throws Exception {
    client.putObject(
        b -> b.bucket(BUCKET).key("k").checksumAlgorithm(ChecksumAlgorithm.SHA256),
        RequestBody.fromBytes(CONTENT));
    s3.server.faults().on(Operation.HEAD_OBJECT).first(1).then(Fault.accessDenied());
    for (int i = 0; i < 2; i++) {
      assertThat(confirm().fingerprint()).isEqualTo(listed().fingerprint());
      assertThat(confirm().checksums()).isEmpty();
    }
    assertThat(s3.server.requests().count(Operation.HEAD_OBJECT)).isEqualTo(5);
  }

  @Test
  void a_service_that_takes_no_question_about_parts_is_asked_about_the_whole_from_then_on()
      throws Exception {
    byte[] content = new byte[2 * PART_BYTES + 17];
    putInParts(content, null, _ -> {});
    s3.server
        .faults()
        .on(Operation.HEAD_OBJECT)
        .first(1)
        .then(Fault.answer(400, "InvalidArgument", "partNumber?"));
    for (int i = 0; i < 2; i++) {
      assertThat(confirm().fingerprint()).isEqualTo(listed().fingerprint());
      assertThat(confirm().partBytes()).isEmpty();
    }
    assertThat(s3.server.requests().count(Operation.HEAD_OBJECT)).isEqualTo(5);
  }
}
