package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static dev.sluice.store.s3.EmbeddedS3.entry;
import static dev.sluice.store.s3.EmbeddedS3.list;
import static dev.sluice.store.s3.EmbeddedS3.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.s3server.http.RawAnswer;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.FaultRules;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.ContentReader;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.Named;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Proof;
import dev.sluice.store.Prune;
import dev.sluice.store.ServerCopy.CopySource;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.config.ClientKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Tag;

/// Answers that leave something out, or are none: what is not known is never taken for something
/// that it may well be.
class S3AnswersTest {

  private static final String PAGE = "<html><body>Please sign in</body></html>";
  private static final String LISTED_SIZE = "<Size>7</Size>";

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  private EmbeddedS3 s3;
  private S3Store store;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(kind());
    store = s3.store("");
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private FaultRules.Rule always(Operation operation, UnaryOperator<RawAnswer> change) {
    return s3.server.faults().on(operation).then(Fault.rewrite(change));
  }

  private FaultRules.Rule once(Operation operation, UnaryOperator<RawAnswer> change) {
    return s3.server.faults().on(operation).first(1).then(Fault.rewrite(change));
  }

  private static RawAnswer page(RawAnswer answer) {
    return answer.without("ETag").withStatus(200).with("Content-Type", "text/html").withText(PAGE);
  }

  private static UnaryOperator<RawAnswer> replacing(String text, String with) {
    return answer -> answer.withText(answer.text().replace(text, with));
  }

  private static StoreException failure(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(StoreException.class);
    return (StoreException) thrown;
  }

  private List<Listed> listed() throws Exception {
    List<Listed> all = new ArrayList<>();
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      Listed next;
      while ((next = cursor.next()) != null) {
        all.add(next);
      }
    }
    return all;
  }

  @Test
  void a_size_that_the_listing_leaves_out_is_asked_for() throws Exception {
    s3.put("k", "content");
    for (String size : List.of("", "<Size>100000000000000000</Size>")) {
      s3.server.faults().clear();
      always(Operation.LIST_OBJECTS_V2, replacing(LISTED_SIZE, size));
      assertThat(list(store)).as(size).extracting(Entry::sizeBytes).containsExactly(7L);
    }
  }

  @Test
  void a_size_that_nobody_tells_or_believes_is_not_listed() throws Exception {
    s3.put("k", "content");
    always(Operation.LIST_OBJECTS_V2, replacing(LISTED_SIZE, ""));
    always(Operation.HEAD_OBJECT, answer -> answer.without("Content-Length"));
    assertThat(listed()).singleElement().isInstanceOf(Unlisted.class);

    s3.server.faults().clear();
    always(Operation.LIST_OBJECTS_V2, replacing(LISTED_SIZE, "<Size>100000000000000000</Size>"));
    always(Operation.HEAD_OBJECT, answer -> answer.with("Content-Length", "100000000000000000"));
    assertThat(listed())
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(Unlisted.class))
        .extracting(Unlisted::cause)
        .asString()
        .contains("100000000000000000 bytes");
  }

  @Test
  void a_page_is_no_empty_listing() {
    s3.put("k", "content");
    always(Operation.LIST_OBJECTS_V2, S3AnswersTest::page);
    assertThat(failure(() -> list(store)).kind()).isIn(Kind.CORRUPT, Kind.TRANSIENT);
    assertThat(failure(store::checkReadable).kind()).isIn(Kind.CORRUPT, Kind.TRANSIENT);
  }

  @Test
  void a_listing_that_does_not_say_that_it_has_ended_has_not() throws Exception {
    s3.put("k", "content");
    once(Operation.LIST_OBJECTS_V2, replacing("<IsTruncated>false</IsTruncated>", ""));
    assertThat(list(store)).hasSize(1);
    assertThat(store.activity().retries()).isOne();

    always(Operation.LIST_OBJECTS_V2, replacing("<IsTruncated>false</IsTruncated>", ""));
    assertThat(failure(() -> list(store))).hasMessageContaining("whether there is more");
  }

  @Test
  void a_listing_that_has_less_than_it_says_is_asked_for_again() throws Exception {
    s3.put("k", "content");
    once(Operation.LIST_OBJECTS_V2, replacing("<KeyCount>1<", "<KeyCount>2<"));
    assertThat(list(store)).hasSize(1);
    assertThat(store.activity().retries()).isOne();

    always(Operation.LIST_OBJECTS_V2, replacing("<KeyCount>1<", "<KeyCount>2<"));
    assertThat(failure(() -> list(store))).hasMessageContaining("has 2 keys and has 1");
  }

  @Test
  void a_name_that_a_listing_cannot_carry_is_not_listed_and_the_rest_is() throws Exception {
    s3.put("a\u0001b", "content");
    s3.put("ab", "content");
    s3.put("z\ufffd", "content");
    always(
        Operation.LIST_OBJECTS_V2,
        answer ->
            answer.withText(
                answer
                    .text()
                    .replace("<EncodingType>url</EncodingType>", "")
                    .replace("a%01b", "a\ufffdb")
                    .replace("z%EF%BF%BD", "z\ufffd")));
    List<Listed> listed = listed();

    assertThat(listed)
        .extracting(one -> one.key().value())
        .containsExactly("a\ufffdb", "ab", "z\ufffd");
    assertThat(listed.get(0)).isInstanceOf(Unlisted.class);
    assertThat(listed.get(1)).isInstanceOf(Entry.class);
    assertThat(listed.get(2)).as("an object of this very name is there").isInstanceOf(Entry.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "ETag", "Last-Modified"})
  void a_look_up_that_leaves_something_out_is_asked_again_and_then_corrupt(String header)
      throws Exception {
    s3.put("k", "content");
    once(Operation.HEAD_OBJECT, answer -> answer.without(header));
    assertThat(entry(store, "k").sizeBytes()).isEqualTo(7);
    assertThat(store.activity().retries()).isOne();

    always(Operation.HEAD_OBJECT, answer -> answer.without(header));
    StoreException e = failure(() -> store.find(Key.of("k")));
    assertThat(e.kind()).isEqualTo(Kind.CORRUPT);
    assertThat(e).hasMessageContaining("does not say").hasMessageContaining("after 9 attempts");
  }

  @Test
  void an_object_that_is_not_as_empty_as_it_was_listed_is_never_taken_for_empty() throws Exception {
    s3.put("k", "content");
    always(Operation.LIST_OBJECTS_V2, replacing(LISTED_SIZE, "<Size>0</Size>"));
    Entry empty = list(store).getFirst();
    try (ContentReader reader = store.open(empty)) {
      assertThat(failure(reader::attributes).kind()).isIn(Kind.CORRUPT, Kind.CHANGED);
    }
    always(Operation.GET_OBJECT, answer -> answer.withText("")); // an ETag of 7 bytes still
    try (ContentReader reader = store.open(empty)) {
      reader.attributes();
      assertThat(reader.proof()).isInstanceOf(Proof.Contradicted.class);
    }
  }

  @Test
  void a_write_counts_when_the_answer_says_what_was_stored() throws Exception {
    byte[] content = FakeContent.bytes(100);
    List<UnaryOperator<RawAnswer>> changes =
        List.of(
            S3AnswersTest::page,
            answer -> answer.without("ETag"),
            answer -> answer.with("ETag", "\"\""),
            answer -> page(answer).with("ETag", "\"5d8c72a5edda8\""));
    for (UnaryOperator<RawAnswer> change : changes) {
      s3.server.faults().clear();
      once(Operation.PUT_OBJECT, change);
      long before = store.activity().retries();
      write(store, "k", FakeContent.of(content));
      assertThat(store.activity().retries() - before).isOne();

      always(Operation.PUT_OBJECT, change);
      assertThat(failure(() -> write(store, "k", FakeContent.of(content))).kind())
          .isEqualTo(Kind.CORRUPT);
    }
  }

  @Test
  void a_write_counts_where_a_service_has_etags_of_its_own() throws Exception {
    always(Operation.PUT_OBJECT, answer -> answer.with("ETag", "\"0x8DC\""));
    assertThat(write(store, "k", FakeContent.of(new byte[3])).etag()).isEqualTo("0x8DC");
  }

  private void writeParts(byte[] content) throws Exception {
    try (PartWriter writer =
        store.writeParts(
            new WriteSpec(Key.of("k"), content.length, Fingerprint.UNREAD),
            FakeContent.of(content))) {
      writer.writePart(1);
      writer.commit();
    }
  }

  @Test
  void parts_count_when_the_answers_say_what_was_begun_stored_and_put_together() throws Exception {
    byte[] content = FakeContent.bytes(100);
    for (Operation operation :
        List.of(
            Operation.CREATE_MULTIPART_UPLOAD,
            Operation.UPLOAD_PART,
            Operation.COMPLETE_MULTIPART_UPLOAD)) {
      s3.server.faults().clear();
      once(operation, S3AnswersTest::page);
      writeParts(content);
      assertThat(s3.server.get(BUCKET, "k")).isEqualTo(content);

      always(operation, S3AnswersTest::page);
      // The object is looked at where the service does not say what it put together.
      if (operation != Operation.COMPLETE_MULTIPART_UPLOAD) {
        assertThat(failure(() -> writeParts(content)).kind())
            .as(operation.toString())
            .isIn(Kind.CORRUPT, Kind.TRANSIENT);
      }
    }
    s3.server.faults().clear();
    always(
        Operation.CREATE_MULTIPART_UPLOAD,
        answer ->
            answer.withText(
                answer.text().replaceAll("<UploadId>.*</UploadId>", "<UploadId> </UploadId>")));
    assertThat(failure(() -> writeParts(content)).kind()).isEqualTo(Kind.CORRUPT);
  }

  @Test
  void a_completion_without_an_etag_is_looked_up() throws Exception {
    byte[] content = FakeContent.bytes(100);
    always(
        Operation.COMPLETE_MULTIPART_UPLOAD,
        answer -> answer.withText(answer.text().replaceAll("<ETag>.*</ETag>", "<ETag></ETag>")));
    writeParts(content);
    assertThat(s3.server.requests().count(Operation.HEAD_OBJECT)).isOne();

    always(Operation.HEAD_OBJECT, answer -> answer.with("Content-Length", "99"));
    assertThat(failure(() -> writeParts(content)).kind()).isEqualTo(Kind.CORRUPT);
  }

  @Test
  void a_copy_counts_when_the_answer_says_what_was_copied() throws Exception {
    s3.put("from", "content");
    Entry from = entry(store, "from");
    WriteSpec spec = new WriteSpec(Key.of("to"), 7, Fingerprint.UNREAD);
    once(Operation.COPY_OBJECT, S3AnswersTest::page);
    store.copy(store.copySource(from), spec);
    assertThat(store.activity().retries()).isOne();

    always(Operation.COPY_OBJECT, S3AnswersTest::page);
    assertThat(failure(() -> store.copy(store.copySource(from), spec)).kind())
        .isIn(Kind.CORRUPT, Kind.TRANSIENT);
  }

  /// Too long for one copy.
  private static final int LONG_BYTES = 8 << 20;

  private S3Client client() {
    return ((S3Connection) store.meter()).session().sdk().get();
  }

  /// An object too long for one copy, with a tag.
  private CopySource tagged() throws Exception {
    s3.server.put(BUCKET, "from", FakeContent.bytes(LONG_BYTES), Map.of("owner", "me"));
    client()
        .putObjectTagging(b ->
            b.bucket(BUCKET)
                .key("from")
                .tagging(t -> t.tagSet(Tag.builder().key("team").value("blue").build())));
    return store.copySource(entry(store, "from"));
  }

  private void copyParts(CopySource from) throws Exception {
    store.copy(from, new WriteSpec(Key.of("to"), LONG_BYTES, Fingerprint.UNREAD));
  }

  private List<Tag> tagsOfCopy() throws Exception {
    return client().getObjectTagging(b -> b.bucket(BUCKET).key("to")).tagSet();
  }

  @Test
  void a_copy_in_parts_takes_no_page_for_an_object_without_tags() throws Exception {
    CopySource from = tagged();
    for (UnaryOperator<RawAnswer> change :
        List.<UnaryOperator<RawAnswer>>of(
            S3AnswersTest::page,
            answer -> answer.withText("<Tagging>"),
            answer -> answer.withText("<Tagging/>"),
            answer -> answer.withText("no XML"),
            answer -> answer.withText(""))) {
      s3.server.faults().clear();
      once(Operation.GET_OBJECT_TAGGING, change);
      copyParts(from);
      assertThat(tagsOfCopy()).extracting(Tag::value).containsExactly("blue");

      always(Operation.GET_OBJECT_TAGGING, change);
      assertThat(failure(() -> copyParts(from)).kind()).isIn(Kind.CORRUPT, Kind.TRANSIENT);
    }
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void tags_that_may_not_be_read_are_not_lost_silently() throws Exception {
    CopySource from = tagged();
    s3.server.faults().on(Operation.GET_OBJECT_TAGGING).then(Fault.accessDenied());
    assertThat(failure(() -> copyParts(from)))
        .hasMessageContaining("read the tags of")
        .extracting(StoreException::kind)
        .isEqualTo(Kind.DENIED);
  }

  @ParameterizedTest
  @ValueSource(ints = {501, 405, 400})
  void a_service_without_tags_copies_in_parts_all_the_same(int status) throws Exception {
    s3.server.put(BUCKET, "from", FakeContent.bytes(LONG_BYTES), Map.of("owner", "me"));
    s3.server
        .faults()
        .on(Operation.GET_OBJECT_TAGGING)
        .then(new Fault.Answer(status, "NotImplemented", "no tags here", Map.of()));
    copyParts(store.copySource(entry(store, "from")));
    assertThat(s3.server.head(BUCKET, "to").metadata()).containsEntry("owner", "me");
  }

  @Test
  void a_copy_in_parts_takes_no_page_for_what_goes_with_the_object() throws Exception {
    CopySource from = tagged();
    UnaryOperator<RawAnswer> page = answer -> new RawAnswer(200, List.of(), new byte[0]);
    once(Operation.HEAD_OBJECT, page);
    copyParts(from);
    assertThat(s3.server.head(BUCKET, "to").metadata()).containsEntry("owner", "me");

    always(Operation.HEAD_OBJECT, page);
    assertThat(failure(() -> copyParts(from)).kind()).isIn(Kind.CORRUPT, Kind.TRANSIENT);
  }

  @Test
  void a_copied_part_counts_when_the_answer_says_what_was_copied() throws Exception {
    CopySource from = tagged();
    for (String text : List.of(PAGE, "<CopyPartResult>", "<CopyPartResult/>", "no XML", "")) {
      s3.server.faults().clear();
      once(Operation.UPLOAD_PART_COPY, answer -> answer.withText(text));
      copyParts(from);
      always(Operation.UPLOAD_PART_COPY, answer -> answer.withText(text));
      assertThat(failure(() -> copyParts(from)).kind()).isIn(Kind.CORRUPT, Kind.TRANSIENT);
    }
  }

  @Test
  void a_page_is_no_list_of_unfinished_uploads() throws Exception {
    Sweep order = new Sweep(Duration.ofDays(1), true, _ -> {});
    for (String text : List.of(PAGE, "no XML", "", "<ListMultipartUploadsResult/>")) {
      s3.server.faults().clear();
      once(Operation.LIST_MULTIPART_UPLOADS, answer -> answer.withText(text));
      assertThat(store.remove(order).isNothing()).isTrue();
      always(Operation.LIST_MULTIPART_UPLOADS, answer -> answer.withText(text));
      assertThat(failure(() -> store.remove(order)).kind()).isIn(Kind.CORRUPT, Kind.TRANSIENT);
    }
    s3.server.faults().clear();
    always(
        Operation.LIST_MULTIPART_UPLOADS,
        answer ->
            answer.withText(
                answer
                    .text()
                    .replace(
                        "<IsTruncated>false",
                        "<NextKeyMarker>a</NextKeyMarker><IsTruncated>true")));
    assertThat(failure(() -> store.remove(order)).kind()).isEqualTo(Kind.CORRUPT);
  }

  private List<Key> put(String... keys) {
    Stream.of(keys).forEach(key -> s3.put(key, "content"));
    return Stream.of(keys).map(Key::of).toList();
  }

  /// A fault after which nothing was carried out, and the answer says something else.
  private void answersInstead(Operation operation, UnaryOperator<RawAnswer> change) {
    s3.server
        .faults()
        .on(operation)
        .then(Fault.errorInBody("InternalError"), Fault.rewrite(change));
  }

  @Test
  void only_a_key_that_is_named_as_deleted_is() throws Exception {
    List<Key> keys = put("a", "b c");
    String unnamed = "<DeleteResult><Error><Code>AccessDenied</Code></Error></DeleteResult>";
    String encoded =
        "<DeleteResult><Deleted><Key>a</Key></Deleted><Error><Key>b%20c</Key>"
            + "<Code>AccessDenied</Code><Message>No</Message></Error></DeleteResult>";
    answersInstead(Operation.DELETE_OBJECTS, answer -> answer.withText(unnamed));
    assertThat(store.delete(Named.entries(keys)))
        .extracting(DeleteFailure::key)
        .containsExactlyElementsOf(keys);

    s3.server.faults().clear();
    answersInstead(Operation.DELETE_OBJECTS, answer -> answer.withText(encoded));
    assertThat(store.delete(Named.entries(keys)))
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.key()).isEqualTo(Key.of("b c"));
          assertThat(failure.error().kind()).isEqualTo(Kind.DENIED);
          assertThat(failure.error()).hasMessageContaining("fits no key");
        });
  }

  @Test
  void an_answer_that_is_cut_off_or_a_page_deletes_nothing() {
    List<Key> keys = put("a", "b");
    for (String text : List.of("<DeleteResult>", "<DeleteResult><Error><Key>a</Key>", PAGE)) {
      s3.server.faults().clear();
      answersInstead(Operation.DELETE_OBJECTS, answer -> answer.withText(text));
      s3.server.faults().on(Operation.DELETE_OBJECT).then(Fault.accessDenied());
      Throwable thrown =
          catchThrowable(() -> assertThat(store.delete(Named.entries(keys))).hasSize(2));
      assertThat(thrown)
          .satisfiesAnyOf(
              none -> assertThat(none).isNull(),
              refused -> assertThat(refused).isInstanceOf(StoreException.class));
    }
    assertThat(s3.server.keys(BUCKET)).containsExactly("a", "b");
  }

  @Test
  void what_no_answer_accounts_for_is_deleted_one_by_one() throws Exception {
    List<Key> keys = put("a", "b");
    answersInstead(
        Operation.DELETE_OBJECTS,
        answer -> answer.withText("<DeleteResult><Other/></DeleteResult>"));
    assertThat(store.delete(Named.entries(keys))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(s3.server.requests().count(Operation.DELETE_OBJECT)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 405, 501})
  void a_service_without_batches_is_asked_key_by_key(int status) throws Exception {
    s3.server
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .then(Fault.answer(status, "NotHere", "What is that?"));
    assertThat(store.delete(Named.entries(put("a", "b")))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();

    long asked = s3.server.requests().count(Operation.DELETE_OBJECTS);
    assertThat(store.delete(Named.entries(put("c")))).isEmpty();
    assertThat(s3.server.requests().count(Operation.DELETE_OBJECTS)).isEqualTo(asked);
  }

  @Test
  void a_page_is_no_answer_to_a_single_deletion() throws Exception {
    List<Key> keys = put("a\u0001"); // which XML cannot carry
    answersInstead(Operation.DELETE_OBJECT, S3AnswersTest::page);
    assertThat(store.delete(Named.entries(keys)))
        .singleElement()
        .extracting(failure -> failure.error().kind())
        .isEqualTo(Kind.CORRUPT);

    s3.server.faults().clear();
    always(Operation.DELETE_OBJECT, S3AnswersTest::page);
    assertThat(store.delete(Named.entries(keys))).as("it is gone all the same").isEmpty();
  }

  @Test
  void a_bucket_is_made_when_it_can_be_listed() throws Exception {
    S3Connection connection = s3.connect();
    S3Buckets buckets = new S3Buckets(connection);
    answersInstead(Operation.CREATE_BUCKET, S3AnswersTest::page);
    assertThat(failure(() -> buckets.create("made")).kind()).isEqualTo(Kind.CORRUPT);

    s3.server.faults().clear();
    answersInstead(Operation.CREATE_BUCKET, answer -> answer.withText(""));
    assertThat(failure(() -> buckets.create("made")).kind()).isEqualTo(Kind.NO_ROOT);

    s3.server.faults().clear();
    once(Operation.CREATE_BUCKET, S3AnswersTest::page);
    buckets.create("made");
    assertThat(s3.server.keys("made")).isEmpty();
  }

  @Test
  void a_page_is_no_list_of_buckets() {
    S3Buckets buckets = new S3Buckets(s3.connect());
    always(Operation.LIST_BUCKETS, S3AnswersTest::page);
    assertThat(failure(buckets::list).kind()).isIn(Kind.CORRUPT, Kind.TRANSIENT);
  }

  @Test
  void a_key_that_is_listed_is_told_from_one_that_is_gone() throws Exception {
    s3.put("a\u0001b", "content");
    s3.put("c", "content");
    always(
        Operation.LIST_OBJECTS_V2,
        answer ->
            answer.withText(
                answer
                    .text()
                    .replace("<EncodingType>url</EncodingType>", "")
                    .replace("a%01b", "a\ufffdb")));
    assertThat(store.find(Key.of("a\ufffdb"))).isEmpty();
    assertThat(store.isListed(Key.of("a\ufffdb"))).isTrue();
    assertThat(store.isListed(Key.of("c"))).isTrue();
    assertThat(store.isListed(Key.of("d"))).isFalse();
    assertThat(store.isListed(Key.of("a%01b"))).isFalse();
  }
}
