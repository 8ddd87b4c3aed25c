package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.checksum.Checksums;
import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.s3server.http.RawAnswer;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.ServiceObserver;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.api.S3Api.InspectQuery;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.MultipartSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract on the embedded server, and what else can come of asking for a checksum.
class S3ChecksumsTest extends ChecksumContract {

  private static final S3WriteOptions WITH_CRC64NVME =
      S3WriteOptions.DEFAULT.withChecksum(ChecksumAlgorithm.CRC64NVME);

  private EmbeddedS3 s3;
  private S3Connection connection;
  private final List<String> warnings = new ArrayList<>();

  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(kind());
    ServiceObserver observer =
        new ServiceObserver() {
          @Override
          public void warning(String line) {
            warnings.add(line);
          }
        };
    connection = s3.connect(observer);
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  @Override
  S3Store store(S3WriteOptions options, MultipartSizes sizes) {
    return new S3Store(connection, EmbeddedS3.at(""), options, sizes);
  }

  @Override
  List<Checksum> kept(String key) throws Exception {
    return connection
        .session()
        .api()
        .inspect(new InspectQuery(BUCKET, key, null, OptionalInt.empty()))
        .stored()
        .checksums();
  }

  private void write(String key, byte[] content) throws Exception {
    EmbeddedS3.write(store(WITH_CRC64NVME, EmbeddedS3.SMALL_SIZES), key, FakeContent.of(content));
  }

  private void writeInParts(String key, byte[] content) throws Exception {
    writeParts(store(WITH_CRC64NVME, EmbeddedS3.SMALL_SIZES), key, FakeContent.of(content));
  }

  private void copy(String from, String to) throws Exception {
    S3Store store = store(WITH_CRC64NVME, EmbeddedS3.SMALL_SIZES);
    Entry entry = EmbeddedS3.entry(store, from);
    store.copy(
        store.copySource(entry), new WriteSpec(Key.of(to), entry.sizeBytes(), Fingerprint.UNREAD));
  }

  private static void isCorrupt(ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
  }

  private void always(Operation operation, Fault fault) {
    s3.server.faults().clear();
    s3.server.faults().on(operation).then(fault);
  }

  @Test
  void it_costs_no_request_and_no_reading() throws Exception {
    s3.server.requests().reset();
    FakeContent content = FakeContent.of(FakeContent.bytes(100));
    EmbeddedS3.write(store(WITH_CRC64NVME, EmbeddedS3.SMALL_SIZES), "k", content);
    assertThat(content.reads()).isOne();
    assertThat(s3.server.requests().total()).isOne();
  }

  @Test
  void parts_are_streamed_in_one_reading_where_the_whole_has_the_checksum() throws Exception {
    FakeContent once = FakeContent.of(FakeContent.bytes(17 << 20));
    writeParts(store(S3WriteOptions.DEFAULT, LONG_PARTS), "k", once);
    FakeContent content = FakeContent.of(FakeContent.bytes(17 << 20));
    writeParts(store(WITH_CRC64NVME, LONG_PARTS), "k", content);
    assertThat(content.reads()).isEqualTo(once.reads());
  }

  @Test
  void without_it_nothing_is_asked_for() throws Exception {
    byte[] content = FakeContent.bytes(100);
    EmbeddedS3.write(
        store(S3WriteOptions.DEFAULT, EmbeddedS3.SMALL_SIZES), "k", FakeContent.of(content));
    assertThat(kept("k")).isEmpty();
  }

  @Test
  void a_byte_that_is_altered_on_its_way_is_sent_again() throws Exception {
    byte[] content = FakeContent.bytes((5 << 20) + 100);
    s3.server.faults().on(Operation.PUT_OBJECT).nth(1).then(Fault.corruptRequestByte(50));
    s3.server.faults().on(Operation.UPLOAD_PART).nth(1).then(Fault.corruptRequestByte(1 << 20));
    write("small", FakeContent.bytes(100));
    writeInParts("parts", content);
    assertThat(s3.server.get(BUCKET, "small")).isEqualTo(FakeContent.bytes(100));
    assertThat(s3.server.get(BUCKET, "parts")).isEqualTo(content);
    assertThat(s3.server.requests().count(Operation.UPLOAD_PART)).isEqualTo(3);
  }

  @Test
  void what_is_altered_each_time_is_corrupt_and_not_written() {
    always(Operation.PUT_OBJECT, Fault.corruptRequestByte(50));
    isCorrupt(() -> write("k", FakeContent.bytes(100)));
    always(Operation.UPLOAD_PART, Fault.corruptRequestByte(50));
    isCorrupt(() -> writeInParts("k", FakeContent.bytes((1 << 20) + 1)));
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void an_answer_with_another_checksum_is_a_failure() throws Exception {
    always(Operation.PUT_OBJECT, Fault.wrongChecksum());
    isCorrupt(() -> write("k", FakeContent.bytes(100)));
    always(Operation.UPLOAD_PART, Fault.wrongChecksum());
    isCorrupt(() -> writeInParts("k", FakeContent.bytes((1 << 20) + 1)));
    always(Operation.COMPLETE_MULTIPART_UPLOAD, Fault.wrongChecksum());
    isCorrupt(() -> writeInParts("k", FakeContent.bytes((1 << 20) + 1)));
  }

  static RawAnswer withoutChecksums(RawAnswer answer) {
    RawAnswer without = answer;
    for (RawAnswer.Header header : answer.headers()) {
      if (header.name().toLowerCase(Locale.ROOT).startsWith("x-amz-checksum-")) {
        without = without.without(header.name());
      }
    }
    return without;
  }

  @Test
  void a_service_that_passes_it_over_is_told_of_once() throws Exception {
    always(Operation.PUT_OBJECT, Fault.rewrite(S3ChecksumsTest::withoutChecksums));
    write("a", FakeContent.bytes(100));
    write("b", FakeContent.bytes(100));
    assertThat(warnings).singleElement().asString().contains("CRC64NVME").contains("keeps");
  }

  @Test
  void so_is_one_that_begins_uploads_without_it() throws Exception {
    always(Operation.CREATE_MULTIPART_UPLOAD, Fault.rewrite(S3ChecksumsTest::withoutChecksums));
    writeInParts("a", FakeContent.bytes((1 << 20) + 1));
    writeInParts("b", FakeContent.bytes((1 << 20) + 1));
    assertThat(warnings).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"PUT_OBJECT", "CREATE_MULTIPART_UPLOAD", "COPY_OBJECT"})
  void a_service_that_refuses_it_is_asked_once_and_told_of_once(Operation refused)
      throws Exception {
    s3.put("from", "copied");
    s3.server.faults().on(refused).nth(1).then(Fault.answer(400, "What", "what is that?"));
    for (int i = 0; i < 2; i++) {
      switch (refused) {
        case PUT_OBJECT -> write("a", FakeContent.bytes(100));
        case CREATE_MULTIPART_UPLOAD -> writeInParts("a", FakeContent.bytes((1 << 20) + 1));
        default -> copy("from", "a");
      }
    }
    assertThat(s3.server.requests().count(refused)).isEqualTo(3);
    assertThat(kept("a")).isEmpty();
    assertThat(warnings).singleElement().asString().contains("CRC64NVME").contains("refuses");
  }

  @Test
  void what_is_refused_with_and_without_it_was_not_refused_for_it() {
    always(Operation.PUT_OBJECT, Fault.answer(400, "InvalidRequest", "something else"));
    assertThatThrownBy(() -> write("a", FakeContent.bytes(100)))
        .hasMessageContaining("something else");
    assertThat(warnings).isEmpty();
  }

  @Test
  void the_value_is_that_of_the_content() throws Exception {
    byte[] digits = "123456789".getBytes(US_ASCII);
    write("k", digits);
    assertThat(kept("k")).containsExactly(Checksums.of(ChecksumAlgorithm.CRC64NVME, digits));
    assertThat(kept("k").getFirst().value()).isEqualTo("rosUhgp5mIg=");
  }
}
