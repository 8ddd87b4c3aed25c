package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Sides;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.Time;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.FaultRules.Rule;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryOptions;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.transfer.CopyRules;
import dev.sluice.transfer.InFlight;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.TransferResources;
import dev.sluice.transfer.Transferrer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Objects written in parts: what arrives is held against their ETags and checksums while it
/// passes.
class S3VerifiedReadsTest {

  private static final int MIB = 1 << 20;

  /// How an object is written.
  ///
  /// @param partBytes the length of its parts
  /// @param checksum null for none
  private record Way(
      int partBytes, @Nullable ChecksumAlgorithm checksum, @Nullable ChecksumType type) {
    /// Without what the SDK cannot compute, so that the server does.
    @Nullable ChecksumAlgorithm sent() {
      return checksum == ChecksumAlgorithm.CRC64_NVME ? null : checksum;
    }

    static Way ofParts(int partBytes) {
      return new Way(partBytes, null, null);
    }
  }

  private EmbeddedS3 s3;
  private S3Store store;
  private S3Client client;

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(kind(), S3Server.builder().credentials("ak", "sk").minPartBytes(1));
    store = s3.store("");
    client = s3.connect().session().sdk().get();
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  /// Pieces that no part's end falls together with.
  private static MemoryStore elsewhere() {
    return new MemoryStore(
        new MemoryOptions("elsewhere", "target", 64 * 1024, 700_000, 10, Time.SYSTEM));
  }

  private Entry write(String key, byte[] content, Way way) throws Exception {
    String id =
        client
            .createMultipartUpload(b ->
                b.bucket(BUCKET)
                    .key(key)
                    .metadata(Map.of("mtime", "1700000000"))
                    .checksumAlgorithm(way.checksum())
                    .checksumType(way.type()))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int from = 0; from < content.length; from += way.partBytes()) {
      byte[] part =
          java.util.Arrays.copyOfRange(
              content, from, Math.min(content.length, from + way.partBytes()));
      int number = parts.size() + 1;
      UploadPartResponse stored =
          client.uploadPart(
              b ->
                  b.bucket(BUCKET)
                      .key(key)
                      .uploadId(id)
                      .partNumber(number)
                      .checksumAlgorithm(way.sent()),
              RequestBody.fromBytes(part));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(stored.eTag())
              .checksumCRC32(stored.checksumCRC32())
              .checksumCRC32C(stored.checksumCRC32C())
              .checksumCRC64NVME(stored.checksumCRC64NVME())
              .checksumSHA1(stored.checksumSHA1())
              .checksumSHA256(stored.checksumSHA256())
              .build());
    }
    client.completeMultipartUpload(b ->
        b.bucket(BUCKET)
            .key(key)
            .uploadId(id)
            .checksumType(way.type())
            .multipartUpload(u -> u.parts(parts)));
    return EmbeddedS3.list(store).stream()
        .filter(entry -> entry.key().value().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private Outcome copy(Entry entry, Store target) throws Exception {
    TransferResources limits =
        new TransferResources(
            new BytePermits(1 << 26), new RateLimit(0, s3.time), s3.cpu, 4, s3.time);
    return new Transferrer(Sides.of(store, target), CopyRules.STRICT, limits, new InFlight(s3.time))
        .copy(new Copy(entry, null, CopyReason.NEW));
  }

  private static void assertProven(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Copied.class, copied -> assertThat(copied.isVerified()).isTrue());
  }

  private static void assertUnproven(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Copied.class, copied -> assertThat(copied.isVerified()).isFalse());
  }

  /// Read in pieces: as it is, with one altered on its way, and with one altered each time.
  private void assertVerified(Entry entry, byte[] content) throws Exception {
    MemoryStore target = elsewhere();
    assertProven(copy(entry, target));
    assertThat(target.content("k")).hasValue(content);

    target.remove("k");
    Rule altered =
        s3.server.faults().on(Operation.GET_OBJECT).nth(1).then(Fault.corruptByte(12_345));
    assertProven(copy(entry, target));
    assertThat(altered.struck()).isEqualTo(1);
    assertThat(target.content("k")).hasValue(content);

    target.remove("k");
    s3.server.faults().clear();
    s3.server.faults().on(Operation.GET_OBJECT).then(Fault.corruptByte(12_345));
    assertThat(copy(entry, target))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(Kind.CORRUPT);
              assertThat(failed.at()).isEqualTo(Outcome.FailedAt.SOURCE);
              assertThat(failed.message()).contains("not the").contains("twice alike");
            });
    assertThat(target.keys()).isEmpty();
    s3.server.faults().clear();
  }

  @ParameterizedTest
  @ValueSource(ints = {MIB, 5 * MIB, 8 * MIB, 3 * MIB})
  void parts_without_a_checksum_are_verified_by_their_md5s(int partBytes) throws Exception {
    byte[] content = FakeContent.bytes(9 * MIB + 17);
    Entry entry = write("k", content, Way.ofParts(partBytes));
    assertThat(entry.fingerprint()).isInstanceOf(MultipartETag.class);
    assertVerified(entry, content);
  }

  @Test
  void parts_of_a_length_that_nobody_guesses_are_asked_for() throws Exception {
    byte[] content = FakeContent.bytes(3_600_000);
    Entry entry = write("k", content, Way.ofParts(1_234_567));
    assertVerified(entry, content);
  }

  @Test
  void parts_of_a_length_that_was_guessed_wrongly_prove_nothing() throws Exception {
    byte[] content = FakeContent.bytes(3_000_000);
    Entry entry = write("k", content, Way.ofParts(1_234_567));
    MemoryStore target = elsewhere();
    assertUnproven(copy(entry, target));
    assertThat(target.content("k")).hasValue(content);
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32_C, COMPOSITE",
    "CRC32_C, FULL_OBJECT",
    "CRC32, COMPOSITE",
    "CRC32, FULL_OBJECT",
    "CRC64_NVME, FULL_OBJECT",
    "SHA1, COMPOSITE",
    "SHA256, COMPOSITE"
  })
  void a_checksum_is_what_it_is_verified_by(ChecksumAlgorithm checksum, ChecksumType type)
      throws Exception {
    byte[] content = FakeContent.bytes(3 * MIB + 5);
    Entry entry = write("k", content, new Way(MIB, checksum, type));
    assertVerified(entry, content);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32_C", "CRC32", "SHA1", "SHA256"})
  void an_encrypted_object_is_verified_by_its_checksum(ChecksumAlgorithm checksum)
      throws Exception {
    for (int length : new int[] {20_000, 2 * MIB}) {
      byte[] content = FakeContent.bytes(length);
      client.putObject(
          b ->
              b.bucket(BUCKET)
                  .key("k")
                  .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                  .checksumAlgorithm(checksum),
          RequestBody.fromBytes(content));
      assertVerified(EmbeddedS3.list(store).getFirst(), content);
    }
  }

  @Test
  void an_object_in_parts_that_is_read_whole_is_verified_too() throws Exception {
    byte[] content = FakeContent.bytes(MIB + 60_000);
    Entry entry = write("k", content, Way.ofParts(MIB));
    MemoryStore target =
        new MemoryStore(new MemoryOptions("elsewhere", "target", 2 * MIB, MIB, 10, Time.SYSTEM));
    Rule altered = s3.server.faults().on(Operation.GET_OBJECT).nth(1).then(Fault.corruptByte(5));
    assertProven(copy(entry, target));
    assertThat(altered.struck()).isEqualTo(1);
    assertThat(target.content("k")).hasValue(content);
  }

  @Test
  void what_nothing_is_known_of_is_copied_and_not_proven() throws Exception {
    for (int length : new int[] {20_000, 2 * MIB}) {
      byte[] content = FakeContent.bytes(length);
      client.putObject(
          b -> b.bucket(BUCKET).key("k").serverSideEncryption(ServerSideEncryption.AWS_KMS),
          RequestBody.fromBytes(content));
      MemoryStore target = elsewhere();
      assertUnproven(copy(EmbeddedS3.list(store).getFirst(), target));
      assertThat(target.content("k")).hasValue(content);
    }
  }

  @Test
  void verifying_costs_no_request_beyond_one_to_look_the_object_up() throws Exception {
    byte[] content = FakeContent.bytes(3 * MIB);
    Entry entry = write("k", content, new Way(MIB, ChecksumAlgorithm.CRC32_C, null));
    long before = store.activity().requests();
    copy(entry, elsewhere());
    assertThat(store.activity().requests() - before).isEqualTo(1 + 5);
  }

  @Test
  void a_byte_that_flips_between_services_is_found_out() throws Exception {
    byte[] content = FakeContent.bytes(3 * MIB);
    Entry entry = write("k", content, Way.ofParts(MIB));
    try (EmbeddedS3 other =
        new EmbeddedS3(kind(), S3Server.builder().credentials("ak", "sk").minPartBytes(1))) {
      s3.server.faults().on(Operation.GET_OBJECT).nth(2).then(Fault.corruptByte(99));
      assertProven(copy(entry, other.store("")));
      assertThat(other.server.get(BUCKET, "k")).isEqualTo(content);
    }
  }
}
