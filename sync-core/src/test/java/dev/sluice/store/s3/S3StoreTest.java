package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static dev.sluice.store.s3.EmbeddedS3.entry;
import static dev.sluice.store.s3.EmbeddedS3.keys;
import static dev.sluice.store.s3.EmbeddedS3.list;
import static dev.sluice.store.s3.EmbeddedS3.read;
import static dev.sluice.store.s3.EmbeddedS3.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Attributes;
import dev.sluice.model.ContentHeaders;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.PartPlan;
import dev.sluice.s3server.ObjectInfo;
import dev.sluice.store.BufferWatch;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Named;
import dev.sluice.store.PartWriter;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Keys;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3Service;
import dev.sluice.store.s3.config.S3WriteOptions;
import dev.sluice.store.s3.object.MultipartSizes;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3StoreTest {

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  boolean overTls() {
    return false;
  }

  /// What URLs, XML and listings have trouble with.
  private static final List<String> ODD_KEYS =
      List.of(
          "a b+c%20d&e=f?g#h",
          "./x",
          "a//b",
          "quote'\"<>",
          "tab\tline\nreturn\r",
          "bell\u0007",
          "\uffed last but one plane",
          "😀 beyond");

  private EmbeddedS3 s3;

  @BeforeEach
  void start() throws Exception {
    s3 = overTls() ? EmbeddedS3.overTls(kind()) : new EmbeddedS3(kind());
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private static Kind kindOf(ThrowingCall call) {
    try {
      call.run();
    } catch (StoreException e) {
      return e.kind();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("nothing was thrown");
  }

  private interface ThrowingCall {
    void run() throws StoreException, InterruptedException;
  }

  @Test
  void a_written_object_is_read_back_with_its_time_and_type() throws Exception {
    S3Store store = s3.store("p/");
    byte[] content = FakeContent.bytes(3000);
    StoredContent written = write(store, "dir/a.png", FakeContent.of(content));

    Entry entry = entry(store, "dir/a.png");
    assertThat(entry.etag()).isEqualTo(written.etag());
    assertThat(read(store, entry)).isEqualTo(content);
    try (ContentReader reader = store.open(entry)) {
      assertThat(reader.attributes().modifiedTime())
          .isEqualTo(Instant.ofEpochSecond(1_700_000_000, 5));
      assertThat(reader.attributes().headers().contentType()).isEqualTo("image/png");
    }
    assertThat(s3.server.keys(BUCKET)).containsExactly("p/dir/a.png");
  }

  @Test
  void a_connection_serves_its_own_region_alone_and_the_service_copies_across_regions()
      throws Exception {
    S3Service here = s3.service();
    S3Service elsewhere = new S3Service(null, here.endpointUrl(), "eu-west-1", false, 4);
    S3Connection connection = s3.connect();
    assertThat(connection.serves(s3.service())).isTrue();
    assertThat(connection.serves(elsewhere)).isFalse();
    try (S3Store from = s3.store(here, EmbeddedS3.at("p/"));
        S3Store to = s3.store(elsewhere, EmbeddedS3.at("q/"))) {
      write(from, "a", FakeContent.of(FakeContent.bytes(10)));
      assertThat(to.canCopy(from.copySource(entry(from, "a")))).isTrue();
    }
  }

  @Test
  void an_empty_object_is_written_and_read() throws Exception {
    S3Store store = s3.store("");
    write(store, "empty", FakeContent.of(new byte[0]));

    assertThat(read(store, entry(store, "empty"))).isEmpty();
    assertThat(s3.server.requests().count("GetObject")).isOne();
  }

  @Test
  void a_listing_says_in_which_storage_class_each_object_is_kept() throws Exception {
    S3Store store = s3.store("");
    write(store, "a", FakeContent.of(new byte[1]));
    S3WriteOptions archiving = new S3WriteOptions("GLACIER", null, null);
    try (S3Store archive = new S3Store(s3.connect(), EmbeddedS3.at(""), archiving)) {
      write(archive, "b", FakeContent.of(new byte[1]));
    }

    assertThat(list(store)).extracting(Entry::storageClass).containsExactly("STANDARD", "GLACIER");
    assertThat(entry(store, "b").storageClass()).isEqualTo("GLACIER");
    assertThat(entry(store, "a").storageClass())
        .as("what HeadObject does not say is not guessed")
        .isNull();
  }

  @Test
  void odd_keys_survive_every_operation() throws Exception {
    S3Store store = s3.store("odd & old/");
    for (String key : ODD_KEYS) {
      write(store, key, FakeContent.of(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    List<Entry> listed = list(store);
    assertThat(keys(listed)).containsExactlyInAnyOrderElementsOf(ODD_KEYS);
    for (Entry entry : listed) {
      assertThat(new String(read(store, entry), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(entry.key().value());
      Key copy = Key.of("copy of " + entry.key());
      store.copy(
          store.copySource(entry), new WriteSpec(copy, entry.sizeBytes(), entry.fingerprint()));
      assertThat(store.find(copy)).map(Entry::etag).hasValue(entry.etag());
    }
    List<Key> all = list(store).stream().map(Entry::key).toList();
    assertThat(all).hasSize(2 * ODD_KEYS.size());
    assertThat(store.delete(Named.entries(all))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
  }

  @Test
  void a_range_is_listed_in_order_over_many_pages() throws Exception {
    for (int i = 0; i < 2500; i++) {
      s3.put("p/%05d".formatted(i), "x");
    }
    s3.put("p", "outside");
    s3.put("p-other", "outside");
    s3.put("q/1", "outside");
    S3Store store = s3.store("p/");

    assertThat(list(store)).hasSize(2500).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
    assertThat(s3.server.requests().count("ListObjectsV2")).isEqualTo(3);
    assertThat(keys(list(store, new KeyRange(Key.of("00041"), Key.of("00044")))))
        .containsExactly("00042", "00043", "00044");
    assertThat(keys(list(store, new KeyRange(Key.of("02498"), null)))).containsExactly("02499");
  }

  @Test
  void the_marker_of_the_prefix_is_no_entry_and_markers_below_it_are() throws Exception {
    s3.put("p/", "");
    s3.put("p/d/", "");
    s3.put("p/d/f", "x");

    List<Entry> entries = list(s3.store("p/"));
    assertThat(keys(entries)).containsExactly("d/", "d/f");
    assertThat(entries.getFirst().isDirectoryMarker()).isTrue();
  }

  @Test
  void reading_what_has_changed_since_it_was_listed_fails_and_never_mixes() throws Exception {
    s3.put("k", "first");
    S3Store store = s3.store("");
    Entry listed = list(store).getFirst();
    s3.put("k", "other");

    assertThat(kindOf(() -> read(store, listed))).isEqualTo(Kind.CHANGED);
    assertThat(kindOf(() -> store.confirm(listed))).isEqualTo(Kind.CHANGED);
    s3.server.delete(BUCKET, "k");
    assertThat(kindOf(() -> read(store, listed))).isEqualTo(Kind.NOT_FOUND);
    assertThat(store.find(Key.of("k"))).isEmpty();
  }

  @Test
  void a_part_of_an_object_is_read_by_its_range() throws Exception {
    byte[] content = FakeContent.bytes(10_000);
    s3.server.put(BUCKET, "k", content);
    S3Store store = s3.store("");
    byte[] window = new byte[300];
    try (ContentReader reader = store.open(entry(store, "k"))) {
      reader.read(9_800, window, 50, 200);
    }
    assertThat(Arrays.copyOfRange(window, 50, 250))
        .isEqualTo(Arrays.copyOfRange(content, 9_800, 10_000));
  }

  @Test
  void reading_costs_one_request_with_attributes_and_opening_none() throws Exception {
    s3.put("k", "content");
    S3Store store = s3.store("");
    Entry entry = list(store).getFirst();
    s3.server.requests().reset();
    try (ContentReader reader = store.open(entry)) {
      assertThat(s3.server.requests().total()).isZero();
      reader.read(0, new byte[7], 0, 7);
      reader.attributes();
      reader.verifyUnchanged();
    }
    assertThat(s3.server.requests().total()).isOne();
  }

  @Test
  void writing_costs_one_request() throws Exception {
    S3Store store = s3.store("");
    s3.server.requests().reset();
    write(store, "k", FakeContent.of(new byte[10]));
    assertThat(s3.server.requests().total()).isOne();
    assertThat(store.activity().requests()).isOne();
  }

  @Test
  void a_source_that_changed_while_it_was_read_is_not_written() throws Exception {
    s3.put("k", "before");
    S3Store store = s3.store("");
    FakeContent content = FakeContent.of(new byte[100]);
    content.change();

    assertThat(kindOf(() -> write(store, "k", content))).isEqualTo(Kind.CHANGED);
    assertThat(s3.server.requests().count("PutObject")).isZero();
    assertThat(s3.server.get(BUCKET, "k")).asString().isEqualTo("before");
  }

  @Test
  void a_source_with_another_md5_than_expected_is_not_written() throws Exception {
    S3Store store = s3.store("");
    WriteSpec spec =
        new WriteSpec(Key.of("k"), 3, new Fingerprint.Md5("00000000000000000000000000000000"));

    assertThat(kindOf(() -> store.write(spec, FakeContent.of(new byte[3]))))
        .isEqualTo(Kind.CHANGED);
    assertThat(s3.server.keys(BUCKET)).isEmpty();
  }

  @Test
  void headers_and_metadata_of_the_source_go_with_it() throws Exception {
    S3Store store = s3.store("");
    ContentHeaders headers =
        new ContentHeaders(
            "text/x-own",
            "gzip,aws-chunked",
            "de",
            "attachment",
            "max-age=5",
            "Thu, 01 Dec 2033 16:00:00 GMT");
    write(
        store,
        "k",
        new FakeContent(
            new byte[1],
            new Attributes(Instant.ofEpochSecond(77), headers, Map.of("owner", "me"))));

    try (ContentReader reader = store.open(entry(store, "k"))) {
      assertThat(reader.attributes())
          .isEqualTo(
              new Attributes(
                  Instant.ofEpochSecond(77),
                  new ContentHeaders(
                      "text/x-own",
                      "gzip",
                      "de",
                      "attachment",
                      "max-age=5",
                      "Thu, 01 Dec 2033 16:00:00 GMT"),
                  Map.of("owner", "me")));
    }
  }

  @Test
  void an_object_is_written_in_parts_and_seen_only_when_whole() throws Exception {
    S3Store store = s3.store("p/");
    byte[] content = FakeContent.bytes((12 << 20) + 5);
    FakeContent source = FakeContent.of(content);
    try (PartWriter writer =
        store.writeParts(
            new WriteSpec(Key.of("big.mp4"), content.length, Fingerprint.UNREAD), source)) {
      assertThat(writer.partSizeBytes()).isEqualTo(5 << 20);
      writer.writePart(3);
      writer.writePart(1);
      writer.writePart(2);
      assertThat(s3.server.keys(BUCKET)).isEmpty();
      StoredContent written = writer.commit();
      assertThat(written.etag()).endsWith("-3");
    }
    assertThat(s3.server.get(BUCKET, "p/big.mp4")).isEqualTo(content);
    assertThat(s3.server.head(BUCKET, "p/big.mp4").checksum())
        .asString()
        .startsWith("CRC32C:")
        .endsWith("-3");
    Entry entry = entry(store, "big.mp4");
    assertThat(entry.fingerprint()).isInstanceOf(Fingerprint.MultipartETag.class);
    try (ContentReader reader = store.open(entry)) {
      assertThat(reader.attributes().headers().contentType()).isEqualTo("video/mp4");
      assertThat(reader.attributes().modifiedTime())
          .isEqualTo(Instant.ofEpochSecond(1_700_000_000, 5));
    }
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void parts_beyond_sixteen_mebibytes_are_streamed_and_read_again_by_each_attempt()
      throws Exception {
    MultipartSizes sizes =
        new MultipartSizes(1 << 20, new PartPlan(17 << 20), 1L << 32, new PartPlan(5 << 20));
    S3Store store = new S3Store(s3.connect(), EmbeddedS3.at(""), S3WriteOptions.DEFAULT, sizes);
    byte[] content = FakeContent.bytes((17 << 20) + 9);
    FakeContent source = FakeContent.of(content);
    try (PartWriter writer =
        store.writeParts(new WriteSpec(Key.of("k"), content.length, Fingerprint.UNREAD), source)) {
      writer.writePart(1);
      assertThat(source.reads()).isGreaterThanOrEqualTo(17);
      writer.writePart(2);
      writer.commit();
    }
    assertThat(s3.server.get(BUCKET, "k")).isEqualTo(content);
  }

  @Test
  void parts_not_committed_are_taken_back_even_by_an_interrupted_thread() throws Exception {
    S3Store store = s3.store("");
    FakeContent source = FakeContent.of(new byte[100]);
    WriteSpec spec = new WriteSpec(Key.of("k"), 100, Fingerprint.UNREAD);
    PartWriter writer = store.writeParts(spec, source);
    writer.writePart(1);
    assertThat(s3.server.openMultipartUploads(BUCKET)).hasSize(1);

    Thread.currentThread().interrupt();
    writer.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
  }

  @Test
  void a_source_that_changed_between_its_parts_is_not_committed() throws Exception {
    S3Store store = s3.store("");
    FakeContent source = FakeContent.of(new byte[100]);
    try (PartWriter writer =
        store.writeParts(new WriteSpec(Key.of("k"), 100, Fingerprint.UNREAD), source)) {
      writer.writePart(1);
      source.change();
      assertThat(kindOf(writer::commit)).isEqualTo(Kind.CHANGED);
    }
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void a_missing_part_is_a_defect_of_the_caller() throws Exception {
    S3Store store = s3.store("");
    WriteSpec spec = new WriteSpec(Key.of("k"), 100, Fingerprint.UNREAD);
    try (PartWriter writer = store.writeParts(spec, FakeContent.of(new byte[100]))) {
      assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> writer.writePart(2)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_copy_keeps_metadata_and_is_refused_when_its_source_has_changed() throws Exception {
    S3Store source = s3.store("from/");
    write(
        source,
        "k",
        new FakeContent(
            new byte[9], new Attributes(null, ContentHeaders.NONE, Map.of("owner", "me"))));
    Entry listed = entry(source, "k");
    S3Store target = s3.store("to/");
    var handle = source.copySource(listed);
    assertThat(target.canCopy(handle)).isTrue();
    WriteSpec spec = new WriteSpec(Key.of("k2"), 9, listed.fingerprint());
    assertThat(target.copy(handle, spec).etag()).isEqualTo(listed.etag());
    try (ContentReader reader = target.open(entry(target, "k2"))) {
      assertThat(reader.attributes().userMetadata()).containsEntry("owner", "me");
    }

    s3.put("from/k", "something else");
    assertThat(kindOf(() -> target.copy(handle, spec))).isEqualTo(Kind.CHANGED);
  }

  @Test
  void an_object_too_long_for_one_copy_is_copied_by_parts_with_all_that_goes_with_it()
      throws Exception {
    S3Store store = s3.store("");
    byte[] content = FakeContent.bytes(16 << 20);
    s3.server.put(BUCKET, "from", content, Map.of("owner", "me"));
    Entry listed = entry(store, "from");
    var handle = store.copySource(listed);
    WriteSpec spec = new WriteSpec(Key.of("to"), content.length, listed.fingerprint());

    StoredContent written = store.copy(handle, spec);
    assertThat(written.etag()).endsWith("-4");
    assertThat(s3.server.get(BUCKET, "to")).isEqualTo(content);
    ObjectInfo copied = s3.server.head(BUCKET, "to");
    assertThat(copied.metadata()).containsEntry("owner", "me");
    assertThat(s3.server.requests().count("UploadPartCopy")).isEqualTo(4);

    s3.server.put(BUCKET, "from", FakeContent.bytes((16 << 20) - 1));
    assertThat(kindOf(() -> store.copy(handle, spec))).isEqualTo(Kind.CHANGED);
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void stores_with_other_credentials_cannot_copy_from_each_other() throws Exception {
    s3.put("k", "x");
    S3Store signed = s3.store("");
    S3Service anonymous = new S3Service(null, s3.server.endpoint(), null, true, 4);
    S3Store unsigned = s3.store(anonymous, EmbeddedS3.at(""));

    assertThat(unsigned.canCopy(signed.copySource(entry(signed, "k")))).isFalse();
  }

  @Test
  void deleting_absent_keys_counts_as_done_and_a_thousand_take_one_request() throws Exception {
    S3Store store = s3.store("p/");
    s3.put("p/k0007", "x");
    s3.server.requests().reset();
    List<Key> keys =
        java.util.stream.IntStream.range(0, 1000)
            .mapToObj(i -> Key.of("k%04d".formatted(i)))
            .toList();

    assertThat(store.delete(Named.entries(keys))).isEmpty();
    assertThat(s3.server.keys(BUCKET)).isEmpty();
    assertThat(s3.server.requests().total()).isOne();
  }

  @Test
  void a_bucket_that_is_not_there_and_wrong_credentials_are_told_apart() {
    S3Store nowhere = s3.store(s3.service(), new S3Prefix("no-such", ""));
    assertThatThrownBy(nowhere::checkReadable)
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("list s3://no-such: ")
        .hasMessageContaining("404 NoSuchBucket")
        .extracting(e -> ((StoreException) e).kind())
        .isEqualTo(Kind.NO_ROOT);

    S3Store wrongSecret =
        new S3Store(
            s3.connect(s3.service(), new S3Keys("ak", "other")),
            EmbeddedS3.at(""),
            S3WriteOptions.DEFAULT);
    assertThatThrownBy(wrongSecret::checkReadable)
        .hasMessageContaining("403 SignatureDoesNotMatch")
        .extracting(e -> ((StoreException) e).kind())
        .isEqualTo(Kind.BAD_CREDENTIALS);

    S3Store unknownKey =
        new S3Store(
            s3.connect(s3.service(), new S3Keys("who", "sk")),
            EmbeddedS3.at(""),
            S3WriteOptions.DEFAULT);
    assertThat(kindOf(unknownKey::checkReadable)).isEqualTo(Kind.BAD_CREDENTIALS);
  }

  @Test
  void a_service_that_is_not_there_is_given_up_soon() throws Exception {
    java.net.URI closed = s3.server.endpoint();
    s3.server.close();
    S3Store store = s3.store(S3Service.OF_ENVIRONMENT.at(closed), EmbeddedS3.at(""));

    assertThat(kindOf(store::checkReadable)).isEqualTo(Kind.UNREACHABLE);
    assertThat(store.activity().requests()).isEqualTo(3);
  }

  @Test
  void buckets_are_made_and_listed() throws Exception {
    S3Buckets buckets = new S3Buckets(s3.connect());
    buckets.create("another");

    assertThat(buckets.list()).extracting(S3Buckets.Bucket::name).contains(BUCKET, "another");
  }

  @Test
  void a_place_tells_buckets_and_prefixes_apart() {
    S3Store whole = s3.store("");
    S3Store part = s3.store("p/");
    S3Store other = s3.store(s3.service(), new S3Prefix("other", ""));

    assertThat(whole.place().overlaps(part.place())).isTrue();
    assertThat(whole.place().overlaps(other.place())).isFalse();
  }

  /// Each writer with buffers of its own would keep some while others work: with enough large
  /// objects at once that is more than the heap.
  @Test
  void the_parts_of_many_objects_under_way_take_turns_in_the_same_buffers() throws Exception {
    int partBytes = Math.toIntExact(EmbeddedS3.SMALL_SIZES.written().leastPartBytes());
    assertThat(BufferWatch.arraysOfSixInTurn(s3.store(""), partBytes)).isOne();
  }
}
