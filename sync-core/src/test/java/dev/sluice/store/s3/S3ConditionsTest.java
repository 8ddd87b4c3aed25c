package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static dev.sluice.store.s3.EmbeddedS3.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.PartWriter;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteCondition;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.config.ClientKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// Writes on condition, where an answer is lost, a service knows no conditions, or credentials do
/// not permit to compare.
class S3ConditionsTest {

  private EmbeddedS3 s3;
  private S3Store store;

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(kind());
    store = s3.store("");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private void fail(Operation operation, int occurrence, Fault fault) {
    s3.server.requests().reset();
    s3.server.faults().clear();
    s3.server.faults().on(operation).nth(occurrence).then(fault);
  }

  private static Fault answer(int status, String code) {
    return new Fault.Answer(status, code, "so it is", Map.of());
  }

  private void write(String key, byte[] content, WriteCondition condition) throws Exception {
    store.write(
        new WriteSpec(Key.of(key), content.length, Fingerprint.UNREAD, condition),
        FakeContent.of(content));
  }

  private void writeInParts(String key, byte[] content, WriteCondition condition) throws Exception {
    WriteSpec spec = new WriteSpec(Key.of(key), content.length, Fingerprint.UNREAD, condition);
    try (PartWriter writer = store.writeParts(spec, FakeContent.of(content))) {
      writer.writePart(1);
      writer.writePart(2);
      writer.commit();
    }
  }

  private WriteCondition listed(String key) throws Exception {
    return WriteCondition.over(entry(store, key));
  }

  private static Kind kindOf(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(StoreException.class);
    return ((StoreException) thrown).kind();
  }

  private long count(Operation operation) {
    return s3.server.requests().count(operation);
  }

  @Test
  void a_condition_costs_no_request() throws Exception {
    s3.server.requests().reset();
    write("new", FakeContent.bytes(10), WriteCondition.ABSENT);
    assertThat(s3.server.requests().total()).isOne();
  }

  @Test
  void a_write_whose_answer_was_lost_is_no_conflict_with_itself() throws Exception {
    byte[] content = FakeContent.bytes(10);
    fail(Operation.PUT_OBJECT, 1, Fault.closeAfterCarryingOut());
    write("new", content, WriteCondition.ABSENT);
    WriteCondition condition = listed("new");
    byte[] other = FakeContent.bytes(11);
    fail(Operation.PUT_OBJECT, 1, Fault.closeAfterCarryingOut());
    write("new", other, condition);
    assertThat(s3.server.get(BUCKET, "new")).isEqualTo(other);
    assertThat(count(Operation.PUT_OBJECT)).isEqualTo(2);
  }

  @Test
  void nor_is_the_completion_of_an_upload_or_a_copy() throws Exception {
    byte[] content = FakeContent.bytes((5 << 20) + 1);
    fail(Operation.COMPLETE_MULTIPART_UPLOAD, 1, Fault.closeAfterCarryingOut());
    writeInParts("large", content, WriteCondition.ABSENT);
    assertThat(s3.server.get(BUCKET, "large")).isEqualTo(content);

    s3.put("from", "copied");
    CopySource source = store.copySource(entry(store, "from"));
    fail(Operation.COPY_OBJECT, 1, Fault.closeAfterCarryingOut());
    store.copy(source, new WriteSpec(Key.of("to"), 6, Fingerprint.UNREAD, WriteCondition.ABSENT));
    assertThat(s3.server.get(BUCKET, "to")).isEqualTo(s3.server.get(BUCKET, "from"));
  }

  private void encryptWhatIsWritten() {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(b -> b.sseAlgorithm(ServerSideEncryption.AWS_KMS))
            .build();
    s3.connect()
        .session()
        .sdk()
        .get()
        .putBucketEncryption(
            b -> b.bucket(BUCKET).serverSideEncryptionConfiguration(c -> c.rules(List.of(rule))));
  }

  /// As services do that compute a checksum of whatever they store.
  private void giveChecksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    byte[] sum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    String text = Base64.getEncoder().encodeToString(sum);
    s3.server
        .faults()
        .on(Operation.HEAD_OBJECT)
        .then(Fault.rewrite(answer -> answer.with("x-amz-checksum-crc32c", text)));
  }

  @Test
  void nor_is_a_write_whose_etag_is_no_md5_where_a_checksum_tells_whose_it_is() throws Exception {
    encryptWhatIsWritten();
    byte[] content = FakeContent.bytes(10);
    fail(Operation.PUT_OBJECT, 1, Fault.closeAfterCarryingOut());
    giveChecksum(content);
    write("new", content, WriteCondition.ABSENT);
    assertThat(count(Operation.PUT_OBJECT)).isEqualTo(2);
  }

  @Test
  void nor_is_a_copy_whose_etag_is_another_where_a_checksum_tells_whose_it_is() throws Exception {
    s3.put("from", "copied");
    CopySource source = store.copySource(entry(store, "from"));
    encryptWhatIsWritten();
    fail(Operation.COPY_OBJECT, 1, Fault.closeAfterCarryingOut());
    giveChecksum("copied".getBytes(StandardCharsets.UTF_8));
    store.copy(source, new WriteSpec(Key.of("to"), 6, Fingerprint.UNREAD, WriteCondition.ABSENT));
    assertThat(count(Operation.COPY_OBJECT)).isEqualTo(2);
  }

  @Test
  void nor_is_an_upload_whose_etag_is_not_that_of_its_parts_where_a_checksum_tells_whose_it_is()
      throws Exception {
    encryptWhatIsWritten();
    byte[] content = FakeContent.bytes((5 << 20) + 1);
    fail(Operation.COMPLETE_MULTIPART_UPLOAD, 1, Fault.closeAfterCarryingOut());
    s3.server
        .faults()
        .on(Operation.COMPLETE_MULTIPART_UPLOAD)
        .nth(2)
        .then(answer(404, "NoSuchUpload"));
    s3.server
        .faults()
        .on(Operation.HEAD_OBJECT)
        .then(Fault.rewrite(each -> each.with("ETag", "\"0123456789abcdef0123456789abcdef-2\"")));
    writeInParts("large", content, WriteCondition.ABSENT);
    assertThat(s3.server.get(BUCKET, "large")).isEqualTo(content);
  }

  @Test
  void where_nothing_tells_whose_a_write_is_the_line_says_so() throws Exception {
    encryptWhatIsWritten();
    byte[] content = FakeContent.bytes(10);
    fail(Operation.PUT_OBJECT, 1, Fault.closeAfterCarryingOut());
    assertThatThrownBy(() -> write("new", content, WriteCondition.ABSENT))
        .hasMessageContaining("the answer to an earlier attempt was lost")
        .satisfies(e -> assertThat(((StoreException) e).kind()).isEqualTo(Kind.CONFLICT));

    fail(Operation.PUT_OBJECT, 1, Fault.closeAfterReading());
    s3.server.faults().on(Operation.PUT_OBJECT).nth(2).then(Fault.run(() -> s3.put("o", "longer")));
    assertThatThrownBy(() -> write("o", FakeContent.bytes(3), WriteCondition.ABSENT))
        .hasMessageContaining("somebody else has written");
  }

  @Test
  void somebody_elses_write_is_a_conflict_though_an_answer_was_lost_before() throws Exception {
    s3.server.faults().on(Operation.PUT_OBJECT).nth(1).then(Fault.closeAfterReading());
    s3.server
        .faults()
        .on(Operation.PUT_OBJECT)
        .nth(2)
        .then(Fault.run(() -> s3.put("new", "theirs")));
    assertThat(kindOf(() -> write("new", FakeContent.bytes(10), WriteCondition.ABSENT)))
        .isEqualTo(Kind.CONFLICT);
    assertThat(s3.server.get(BUCKET, "new")).asString().isEqualTo("theirs");
  }

  @Test
  void a_service_that_knows_no_condition_is_found_out_once() throws Exception {
    s3.put("k", "listed");
    WriteCondition condition = listed("k");
    fail(Operation.PUT_OBJECT, 1, answer(405, "MethodNotAllowed"));
    for (int i = 1; i <= 3; i++) {
      byte[] content = FakeContent.bytes(i);
      write("k", content, condition);
      assertThat(s3.server.get(BUCKET, "k")).isEqualTo(content);
    }
    assertThat(count(Operation.PUT_OBJECT)).isEqualTo(4);
  }

  @Test
  void a_service_that_refuses_right_conditions_each_time_is_found_out_once() throws Exception {
    s3.put("k", "listed");
    WriteCondition condition = listed("k");
    s3.server.requests().reset();
    s3.server
        .faults()
        .on(Operation.PUT_OBJECT)
        .first(2)
        .then(answer(412, "PreconditionFailed")); // as Ceph does
    write("k", FakeContent.bytes(1), condition);
    write("k", FakeContent.bytes(2), condition);
    assertThat(count(Operation.PUT_OBJECT)).isEqualTo(4);
  }

  /// As Ceph does, which compares the quotes too.
  private void refuseQuotes() {
    s3.server
        .faults()
        .on(Operation.PUT_OBJECT)
        .where(request -> request.ifMatch() != null && request.ifMatch().startsWith("\""))
        .then(answer(412, "PreconditionFailed"));
  }

  @Test
  void a_service_that_compares_an_etags_quotes_too_is_given_none() throws Exception {
    s3.put("k", "listed");
    s3.put("l", "listed");
    WriteCondition condition = listed("k");
    WriteCondition other = listed("l");
    refuseQuotes();
    s3.put("l", "theirs");
    s3.server.requests().reset();
    write("k", FakeContent.bytes(1), condition);
    write("k", FakeContent.bytes(2), listed("k"));
    assertThat(count(Operation.PUT_OBJECT)).as("found out once").isEqualTo(3);
    assertThat(kindOf(() -> write("l", FakeContent.bytes(1), other))).isEqualTo(Kind.CONFLICT);
    assertThat(s3.server.get(BUCKET, "l")).asString().isEqualTo("theirs");
  }

  @Test
  void a_condition_that_was_broken_for_a_moment_alone_is_kept_for_all_that_follows()
      throws Exception {
    s3.put("k", "listed");
    WriteCondition condition = listed("k");
    fail(Operation.PUT_OBJECT, 1, answer(412, "PreconditionFailed"));
    write("k", FakeContent.bytes(1), condition);
    assertThat(kindOf(() -> write("k", FakeContent.bytes(2), condition))).isEqualTo(Kind.CONFLICT);
    assertThat(s3.server.get(BUCKET, "k")).isEqualTo(FakeContent.bytes(1));
  }

  @Test
  void what_cannot_be_looked_at_is_believed_to_be_somebody_elses() throws Exception {
    s3.put("k", "theirs");
    s3.server.faults().on(Operation.HEAD_OBJECT).then(Fault.accessDenied());
    assertThat(kindOf(() -> write("k", FakeContent.bytes(1), WriteCondition.ABSENT)))
        .isEqualTo(Kind.CONFLICT);
    assertThat(s3.server.get(BUCKET, "k")).asString().isEqualTo("theirs");
  }

  @Test
  void an_upload_is_taken_back_where_another_has_put_the_same_together() throws Exception {
    byte[] content = FakeContent.bytes((5 << 20) + 1);
    s3.server
        .faults()
        .on(Operation.COMPLETE_MULTIPART_UPLOAD)
        .nth(1)
        .then(
            Fault.run(() -> {
              try {
                writeInParts("large", content, WriteCondition.ANY);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            }));
    assertThat(kindOf(() -> writeInParts("large", content, WriteCondition.ABSENT)))
        .isEqualTo(Kind.CONFLICT);
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void credentials_that_may_not_read_are_found_out_once() throws Exception {
    s3.put("k", "listed");
    WriteCondition condition = listed("k");
    fail(Operation.PUT_OBJECT, 1, Fault.accessDenied());
    write("k", FakeContent.bytes(10), condition);
    write("k", FakeContent.bytes(11), condition);
    assertThat(count(Operation.PUT_OBJECT)).isEqualTo(3);
  }

  @Test
  void what_is_not_permitted_at_all_is_no_matter_of_conditions() throws Exception {
    s3.put("k", "listed");
    WriteCondition condition = listed("k");
    s3.server.faults().on(Operation.PUT_OBJECT).first(2).then(Fault.accessDenied());
    assertThat(kindOf(() -> write("k", FakeContent.bytes(10), condition))).isEqualTo(Kind.DENIED);
    s3.put("k", "theirs");
    assertThat(kindOf(() -> write("k", FakeContent.bytes(10), condition))).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void two_writes_at_once_are_tried_again_and_an_upload_is_to_begin_anew() throws Exception {
    fail(Operation.PUT_OBJECT, 1, answer(409, "ConditionalRequestConflict"));
    write("k", FakeContent.bytes(10), WriteCondition.ABSENT);
    assertThat(count(Operation.PUT_OBJECT)).isEqualTo(2);

    fail(Operation.COMPLETE_MULTIPART_UPLOAD, 1, answer(409, "ConditionalRequestConflict"));
    byte[] content = FakeContent.bytes((5 << 20) + 1);
    assertThat(kindOf(() -> writeInParts("large", content, WriteCondition.ABSENT)))
        .isEqualTo(Kind.CONFLICT);
    assertThat(count(Operation.COMPLETE_MULTIPART_UPLOAD)).isOne();
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
    writeInParts("large", content, WriteCondition.ABSENT);
  }

  @Test
  void deletions_are_carried_out_at_a_service_that_takes_no_etags_in_them() throws Exception {
    s3.put("a", "x");
    s3.put("b", "x");
    s3.put("c", "x");
    Entry a = entry(store, "a");
    Entry b = entry(store, "b");
    Entry c = entry(store, "c");
    fail(Operation.DELETE_OBJECTS, 1, answer(400, "MalformedXML"));
    assertThat(store.delete(List.of(a, b))).isEmpty();
    assertThat(store.delete(List.of(c))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(count(Operation.DELETE_OBJECTS)).isEqualTo(3);
  }

  @Test
  void credentials_that_may_delete_and_not_read_are_found_out_once() throws Exception {
    List<Entry> listed = listed("a", "b", "c");
    s3.server
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .nth(1)
        .then(Fault.rewrite(answer -> answer.withText(denied("a", "b"))));
    assertThat(store.delete(listed.subList(0, 2))).isEmpty();
    assertThat(store.delete(listed.subList(2, 3))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(count(Operation.DELETE_OBJECTS)).isEqualTo(3);
  }

  @Test
  void what_may_not_be_deleted_at_all_stays_denied() throws Exception {
    s3.put("a", "x");
    List<Entry> listed = List.of(entry(store, "a"));
    s3.server
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .then(Fault.rewrite(answer -> answer.withText(denied("a"))));
    assertThat(store.delete(listed))
        .singleElement()
        .satisfies(failure -> assertThat(failure.error().kind()).isEqualTo(Kind.DENIED));
  }

  private static String denied(String... keys) {
    return refused("AccessDenied", keys);
  }

  private static String refused(String code, String... keys) {
    StringBuilder xml = new StringBuilder("<DeleteResult>");
    for (String key : keys) {
      xml.append("<Error><Key>").append(key).append("</Key><Code>").append(code);
      xml.append("</Code></Error>");
    }
    return xml.append("</DeleteResult>").toString();
  }

  /// Leaves what is to be deleted as it was, and says that it has changed.
  private Fault refusingRightETags(String... keys) {
    return Fault.rewrite(answer -> {
      for (String key : keys) {
        s3.put(key, "x");
      }
      return answer.withText(refused("PreconditionFailed", keys));
    });
  }

  private List<Entry> listed(String... keys) throws Exception {
    List<Entry> listed = new ArrayList<>();
    for (String key : keys) {
      s3.put(key, "x");
      listed.add(entry(store, key));
    }
    s3.server.requests().reset();
    return listed;
  }

  @Test
  void a_service_that_refuses_right_etags_in_deletions_is_found_out_once() throws Exception {
    List<Entry> listed = listed("a", "b", "c", "d");
    s3.server.faults().on(Operation.DELETE_OBJECTS).first(2).then(refusingRightETags("a", "b"));
    assertThat(store.delete(listed.subList(0, 2))).isEmpty();
    assertThat(count(Operation.DELETE_OBJECTS)).as("twice with ETags, then without").isEqualTo(3);
    assertThat(store.delete(listed.subList(2, 3))).isEmpty();
    s3.put("d", "theirs");
    assertThat(store.delete(listed.subList(3, 4))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(count(Operation.DELETE_OBJECTS)).isEqualTo(5);
  }

  @Test
  void what_has_changed_stays_at_a_service_that_refuses_right_etags_too() throws Exception {
    List<Entry> listed = listed("a", "theirs");
    s3.put("theirs", "something else");
    s3.server
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .nth(1)
        .then(
            Fault.rewrite(answer -> {
              s3.put("a", "x");
              return answer.withText(refused("PreconditionFailed", "a", "theirs"));
            }));
    s3.server.faults().on(Operation.DELETE_OBJECTS).nth(2).then(refusingRightETags("a"));
    assertThat(store.delete(listed))
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.key()).isEqualTo(Key.of("theirs"));
          assertThat(failure.error().kind()).isEqualTo(Kind.CONFLICT);
        });
    assertThat(s3.server.keys(BUCKET)).containsExactly("theirs");
  }

  @Test
  void an_etag_that_was_refused_for_a_moment_alone_is_named_in_all_that_follows() throws Exception {
    List<Entry> listed = listed("a", "b");
    fail(Operation.DELETE_OBJECTS, 1, refusingRightETags("a"));
    assertThat(store.delete(listed.subList(0, 1))).isEmpty();
    assertThat(count(Operation.DELETE_OBJECTS)).isEqualTo(2);
    s3.put("b", "theirs");
    assertThat(store.delete(listed.subList(1, 2)))
        .singleElement()
        .satisfies(failure -> assertThat(failure.error().kind()).isEqualTo(Kind.CONFLICT));
    assertThat(s3.server.keys(BUCKET)).containsExactly("b");
  }

  @Test
  void right_etags_that_are_refused_one_by_one_are_found_out_once_too() throws Exception {
    List<Entry> listed = listed("a\u0001", "b\u0001");
    s3.server.faults().on(Operation.DELETE_OBJECT).first(2).then(answer(412, "PreconditionFailed"));
    assertThat(store.delete(listed.subList(0, 1))).isEmpty();
    assertThat(store.delete(listed.subList(1, 2))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(count(Operation.DELETE_OBJECT)).isEqualTo(4);
  }

  @Test
  void what_is_gone_is_deleted_though_a_service_compares_its_etag_with_nothing() throws Exception {
    List<Entry> listed = listed("a", "b", "c\u0001");
    s3.server.faults().on(Operation.DELETE_OBJECTS).nth(1).then(Fault.closeAfterCarryingOut());
    s3.server
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .nth(2)
        .then(Fault.rewrite(found -> found.withText(refused("PreconditionFailed", "a", "b"))));
    s3.server.faults().on(Operation.DELETE_OBJECT).nth(1).then(Fault.closeAfterCarryingOut());
    s3.server.faults().on(Operation.DELETE_OBJECT).nth(2).then(answer(412, "PreconditionFailed"));
    assertThat(store.delete(listed)).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(count(Operation.DELETE_OBJECTS)).isEqualTo(2);
    assertThat(count(Operation.DELETE_OBJECT)).isEqualTo(2);
  }

  @Test
  void one_that_xml_cannot_carry_is_deleted_on_condition_too() throws Exception {
    s3.put("a\u0001", "listed");
    s3.put("b\u0001", "listed");
    Entry a = entry(store, "a\u0001");
    Entry b = entry(store, "b\u0001");
    s3.put("a\u0001", "theirs");
    assertThat(store.delete(List.of(a, b)))
        .singleElement()
        .satisfies(failure -> assertThat(failure.error().kind()).isEqualTo(Kind.CONFLICT));
    assertThat(s3.server.keys(BUCKET)).containsExactly("a\u0001");
  }
}
