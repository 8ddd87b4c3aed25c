package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static dev.sluice.store.s3.EmbeddedS3.entry;
import static dev.sluice.store.s3.EmbeddedS3.list;
import static dev.sluice.store.s3.EmbeddedS3.read;
import static dev.sluice.store.s3.EmbeddedS3.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.ContentReader;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Named;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Proof;
import dev.sluice.store.Prune;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Service;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What heals by itself and what does not, on a server that fails on demand.
class S3FaultyServerTest {

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  boolean overTls() {
    return false;
  }

  private EmbeddedS3 s3;
  private S3Store store;

  @BeforeEach
  void start() throws Exception {
    s3 = overTls() ? EmbeddedS3.overTls(kind()) : new EmbeddedS3(kind());
    store = s3.store("");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private static StoreException failure(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(StoreException.class);
    return (StoreException) thrown;
  }

  private static Kind kindOf(ThrowingCallable call) {
    return failure(call).kind();
  }

  @Test
  void throttling_lowers_the_limit_heals_and_is_reported() throws Exception {
    s3.server.faults().on(Operation.PUT_OBJECT).first(2).then(Fault.slowDown());
    s3.server.faults().on(Operation.GET_OBJECT).first(1).then(Fault.tooManyRequests());
    write(store, "k", FakeContent.of(new byte[5]));
    read(store, entry(store, "k"));

    assertThat(store.activity().throttled()).isEqualTo(3);
    assertThat(store.activity().retries()).isEqualTo(3);
    assertThat(store.activity().lowestConcurrency()).isLessThan(S3Service.DEFAULT_CONCURRENCY);
  }

  @Test
  void throttling_without_end_is_given_up_as_throttled() {
    s3.server.faults().on(Operation.PUT_OBJECT).then(Fault.slowDown());
    StoreException e = failure(() -> write(store, "k", FakeContent.of(new byte[5])));

    assertThat(e.kind()).isEqualTo(Kind.THROTTLED);
    assertThat(e).hasMessageContaining("after 9 attempts").hasMessageContaining("503 SlowDown");
  }

  @Test
  void a_write_survives_server_errors_closed_connections_and_timeouts() throws Exception {
    byte[] content = FakeContent.bytes(100_000);
    int number = 0;
    for (Fault fault :
        List.of(
            Fault.internalError(),
            Fault.requestTimeout(),
            Fault.closeBeforeReading(),
            Fault.closeAfterReading(),
            Fault.closeAfterCarryingOut(),
            Fault.wrongEtag())) {
      String key = "k" + number++;
      s3.server.faults().on(Operation.PUT_OBJECT).key(key).nth(1).then(fault);
      write(store, key, FakeContent.of(content));
      assertThat(s3.server.get(BUCKET, key)).as(fault.toString()).isEqualTo(content);
    }
    assertThat(store.activity().retries()).isEqualTo(number);
  }

  @Test
  void a_server_whose_etag_is_wrong_each_time_has_stored_something_else_or_makes_it_otherwise() {
    s3.server.faults().on(Operation.PUT_OBJECT).then(Fault.wrongEtag());
    for (int object = 1; object <= 4; object++) {
      assertThat(kindOf(() -> write(store, "k", FakeContent.of(new byte[5]))))
          .isEqualTo(Kind.CONTRADICTED);
    }
    // Asked three times for each of three objects, and then no more.
    assertThat(store.activity().requests()).isEqualTo(3 * 3 + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 3_000_000})
  void a_body_cut_off_altered_or_never_sent_is_read_again_from_its_start(int length)
      throws Exception {
    byte[] content = FakeContent.bytes(length);
    s3.server.put(BUCKET, "k", content);
    Entry entry = entry(store, "k");
    for (Fault fault :
        List.of(
            Fault.truncateAfter(length / 2),
            Fault.corruptByte(length / 2),
            Fault.internalError(),
            Fault.closeAfterReading())) {
      s3.server.faults().on(Operation.GET_OBJECT).nth(1).then(fault);
      assertThat(read(store, entry)).as(fault.toString()).isEqualTo(content);
      s3.server.faults().clear();
    }
    assertThat(store.activity().retries()).isEqualTo(4);
  }

  @Test
  void a_body_altered_in_the_same_way_each_time_is_read_twice_and_not_what_was_listed()
      throws Exception {
    s3.put("k", "content");
    Entry entry = entry(store, "k");
    s3.server.faults().on(Operation.GET_OBJECT).then(Fault.corruptByte(3));
    try (ContentReader reader = store.open(entry)) {
      reader.read(0, new byte[7], 0, 7);
      assertThat(reader.proof())
          .isInstanceOfSatisfying(
              Proof.Contradicted.class,
              found -> assertThat(found.readTwice() && found.isCertain()).isTrue());
    }
    assertThat(store.activity().retries()).isEqualTo(1);
  }

  @Test
  void a_body_altered_in_another_way_each_time_is_corrupt() throws Exception {
    s3.put("k", "a content of some length");
    Entry entry = entry(store, "k");
    for (int attempt = 1; attempt <= 9; attempt++) {
      s3.server.faults().on(Operation.GET_OBJECT).nth(attempt).then(Fault.corruptByte(attempt));
    }
    assertThat(kindOf(() -> read(store, entry))).isEqualTo(Kind.CORRUPT);
  }

  @Test
  void an_error_inside_a_good_status_is_an_error() throws Exception {
    s3.put("from", "content");
    CopySource handle = store.copySource(entry(store, "from"));
    WriteSpec spec = new WriteSpec(Key.of("to"), 7, Fingerprint.UNREAD);
    s3.server.faults().on(Operation.COPY_OBJECT).first(1).then(Fault.errorInBody("InternalError"));
    store.copy(handle, spec);
    assertThat(s3.server.get(BUCKET, "to")).asString().isEqualTo("content");

    s3.server.faults().on(Operation.COPY_OBJECT).then(Fault.errorInBody("InternalError"));
    assertThat(kindOf(() -> store.copy(handle, spec))).isEqualTo(Kind.TRANSIENT);
  }

  private void writeParts(String key, byte[] content) throws Exception {
    try (PartWriter writer =
        store.writeParts(
            new WriteSpec(Key.of(key), content.length, Fingerprint.UNREAD),
            FakeContent.of(content))) {
      for (int i = 1; (i - 1) * writer.partSizeBytes() < content.length; i++) {
        writer.writePart(i);
      }
      writer.commit();
    }
  }

  @Test
  void parts_and_their_completion_survive_passing_faults() throws Exception {
    byte[] content = FakeContent.bytes((5 << 20) + 100);
    s3.server.faults().on(Operation.CREATE_MULTIPART_UPLOAD).nth(1).then(Fault.internalError());
    s3.server.faults().on(Operation.UPLOAD_PART).nth(1).then(Fault.closeAfterReading());
    s3.server.faults().on(Operation.UPLOAD_PART).nth(3).then(Fault.wrongChecksum());
    s3.server
        .faults()
        .on(Operation.COMPLETE_MULTIPART_UPLOAD)
        .nth(1)
        .then(Fault.errorInBody("InternalError"));
    writeParts("k", content);

    assertThat(s3.server.get(BUCKET, "k")).isEqualTo(content);
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void parts_and_wholes_whose_checksums_come_back_wrong_are_corrupt() {
    s3.server.faults().on(Operation.UPLOAD_PART).then(Fault.wrongChecksum());
    assertThat(kindOf(() -> writeParts("k", new byte[10]))).isEqualTo(Kind.CORRUPT);
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();

    s3.server.faults().clear();
    s3.server.faults().on(Operation.COMPLETE_MULTIPART_UPLOAD).then(Fault.wrongChecksum());
    assertThat(kindOf(() -> writeParts("k", new byte[10]))).isEqualTo(Kind.CORRUPT);
  }

  @Test
  void a_service_that_refuses_checksums_gets_md5s_and_is_asked_once() throws Exception {
    s3.server
        .faults()
        .on(Operation.CREATE_MULTIPART_UPLOAD)
        .nth(1)
        .then(Fault.answer(400, "InvalidArgument", "x-amz-checksum-algorithm is not known"));
    byte[] content = FakeContent.bytes(100);
    for (String key : List.of("k", "l")) {
      writeParts(key, content);
      assertThat(s3.server.get(BUCKET, key)).isEqualTo(content);
      assertThat(s3.server.head(BUCKET, key).checksum()).isNull();
    }
    assertThat(s3.server.requests().count("CreateMultipartUpload")).isEqualTo(3);
  }

  @Test
  void a_completion_whose_answer_was_lost_is_found_to_have_been_done() throws Exception {
    s3.server
        .faults()
        .on(Operation.COMPLETE_MULTIPART_UPLOAD)
        .nth(1)
        .then(Fault.closeAfterCarryingOut());
    byte[] content = FakeContent.bytes(100);
    writeParts("k", content);

    assertThat(s3.server.get(BUCKET, "k")).isEqualTo(content);
    assertThat(s3.server.requests().count("HeadObject")).isLessThanOrEqualTo(1);
  }

  /// As from a proxy that answers for the service. The byte is one of the root element's name.
  @Test
  void answers_about_an_upload_that_say_something_else_are_asked_for_again() throws Exception {
    byte[] content = FakeContent.bytes(100);
    for (Operation operation :
        List.of(Operation.CREATE_MULTIPART_UPLOAD, Operation.COMPLETE_MULTIPART_UPLOAD)) {
      s3.server.faults().on(operation).nth(1).then(Fault.corruptByte(45));
      writeParts("k-" + operation, content);
      assertThat(s3.server.get(BUCKET, "k-" + operation)).isEqualTo(content);
    }
    assertThat(store.activity().retries()).isEqualTo(2);

    s3.server.faults().on(Operation.CREATE_MULTIPART_UPLOAD).then(Fault.corruptByte(45));
    assertThat(kindOf(() -> writeParts("k", content))).isEqualTo(Kind.TRANSIENT);
  }

  @Test
  void parts_that_cannot_be_stored_leave_no_open_upload() {
    s3.server.faults().on(Operation.UPLOAD_PART).then(Fault.accessDenied());
    assertThat(kindOf(() -> writeParts("k", new byte[10]))).isEqualTo(Kind.DENIED);
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();

    s3.server.faults().clear();
    s3.server
        .faults()
        .on(Operation.COMPLETE_MULTIPART_UPLOAD)
        .then(Fault.errorInBody("InternalError"));
    assertThat(kindOf(() -> writeParts("k", new byte[10]))).isEqualTo(Kind.TRANSIENT);
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
  }

  @Test
  void a_source_that_changes_during_a_copy_by_parts_ends_the_copy() throws Exception {
    byte[] content = FakeContent.bytes(16 << 20);
    s3.server.put(BUCKET, "from", content);
    CopySource handle = store.copySource(entry(store, "from"));
    s3.server
        .faults()
        .on(Operation.UPLOAD_PART_COPY)
        .nth(2)
        .then(Fault.run(() -> s3.put("from", "other")));
    WriteSpec spec = new WriteSpec(Key.of("to"), content.length, Fingerprint.UNREAD);

    assertThat(kindOf(() -> store.copy(handle, spec))).isEqualTo(Kind.CHANGED);
    assertThat(s3.server.keys(BUCKET)).containsExactly("from");
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void an_expired_token_is_a_matter_of_credentials_and_not_tried_again() {
    s3.server.faults().on().then(Fault.expiredToken());
    StoreException e = failure(store::checkReadable);

    assertThat(e.kind()).isEqualTo(Kind.BAD_CREDENTIALS);
    assertThat(e).hasMessageContaining("400 ExpiredToken").hasMessageContaining("--profile");
    assertThat(store.activity().requests()).isOne();
  }

  @Test
  void what_is_denied_for_one_key_is_said_for_that_key() {
    s3.server.faults().on(Operation.PUT_OBJECT).then(Fault.accessDenied());
    StoreException e = failure(() -> write(store, "dir/k", FakeContent.of(new byte[1])));

    assertThat(e.kind()).isEqualTo(Kind.DENIED);
    assertThat(e)
        .hasMessageStartingWith("write s3://bucket/dir/k: Access denied (403 AccessDenied)");
  }

  @ParameterizedTest
  @ValueSource(longs = {-3600, 3600, 7200})
  void a_clock_that_is_wrong_heals_with_the_second_attempt(long skewSeconds) throws Exception {
    Clock skewed = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(skewSeconds));
    try (EmbeddedS3 elsewhere =
        new EmbeddedS3(kind(), EmbeddedS3.builder(overTls()).clock(skewed))) {
      S3Store far = elsewhere.store("");
      far.checkReadable();
      assertThat(far.activity().retries()).isOne();
      write(far, "k", FakeContent.of(new byte[5]));
      assertThat(far.activity().retries()).isOne();
    }
  }

  @Test
  void a_listing_survives_passing_faults_and_loses_nothing() throws Exception {
    IntStream.range(0, 2500).forEach(i -> s3.put("%05d".formatted(i), ""));
    s3.server.faults().on(Operation.LIST_OBJECTS_V2).nth(2).then(Fault.internalError());
    s3.server.faults().on(Operation.LIST_OBJECTS_V2).nth(4).then(Fault.truncateAfter(5000));

    assertThat(list(store)).hasSize(2500);
    assertThat(store.activity().retries()).isEqualTo(2);
  }

  @Test
  void a_listing_that_fails_for_good_never_looks_like_one_that_ended() throws Exception {
    IntStream.range(0, 1500).forEach(i -> s3.put("%05d".formatted(i), ""));
    s3.server.faults().on(Operation.LIST_OBJECTS_V2).from(2).then(Fault.accessDenied());
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      for (int i = 0; i < 1000; i++) {
        assertThat(cursor.next()).isNotNull();
      }
      StoreException first = failure(cursor::next);
      assertThat(first.kind()).isEqualTo(Kind.DENIED);
      assertThat(failure(cursor::next)).isSameAs(first);
      assertThat(cursor.proposeSplits(2)).isEmpty();
      assertThat(cursor.keysLeft()).isZero();
    }
  }

  @Test
  void keys_of_a_batch_that_failed_in_passing_are_deleted_by_the_next_attempt() throws Exception {
    s3.put("a", "x");
    s3.server.faults().on(Operation.DELETE_OBJECTS).nth(1).then(Fault.slowDown());
    s3.server.faults().on(Operation.DELETE_OBJECTS).nth(2).then(Fault.closeAfterCarryingOut());
    assertThat(store.delete(Named.entries(List.of(Key.of("a"), Key.of("b"))))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
  }

  @Test
  void an_interrupted_reader_gives_up_while_the_server_keeps_it_waiting() throws Exception {
    s3.put("k", "content");
    Entry entry = entry(store, "k");
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    s3.server
        .faults()
        .on(Operation.GET_OBJECT)
        .then(Fault.run(reached::countDown), Fault.stallUntil(never));
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread reader =
        Thread.ofVirtual().start(() -> thrown.set(catchThrowable(() -> read(store, entry))));
    reached.await();
    reader.interrupt();
    reader.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    never.countDown();
    s3.server.faults().clear();
    assertThat(read(store, entry)).asString().isEqualTo("content");
  }

  @Test
  void a_listing_closed_in_the_middle_of_a_page_ahead_leaves_nothing_behind() throws Exception {
    IntStream.range(0, 1500).forEach(i -> s3.put("%05d".formatted(i), ""));
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch reached = new CountDownLatch(1);
    s3.server
        .faults()
        .on(Operation.LIST_OBJECTS_V2)
        .nth(2)
        .then(Fault.run(reached::countDown), Fault.stallUntil(never));
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      Listed first = cursor.next();
      assertThat(first).isNotNull();
      reached.await();
    }
    never.countDown();
    assertThat(list(store)).hasSize(1500);
  }
}
