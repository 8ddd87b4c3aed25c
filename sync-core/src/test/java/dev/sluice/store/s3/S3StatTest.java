package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.Described;
import dev.sluice.model.stat.KeyVersions;
import dev.sluice.model.stat.ObjectStat;
import dev.sluice.model.stat.Retention;
import dev.sluice.model.stat.WrittenParts;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

class S3StatTest {

  private static final String KEY = "p/ä b";

  private EmbeddedS3 s3;
  private S3Connection connection;
  private S3Client sdk;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(S3Server.builder().credentials("ak", "sk").minPartBytes(1));
    connection = s3.connect();
    sdk = connection.session().sdk().get();
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private ObjectStat stat(String key) throws Exception {
    return new S3Stat(connection, BUCKET).of(key, null);
  }

  private static <T> T is(Setting<T> setting) {
    assertThat(setting).isInstanceOf(Setting.Is.class);
    return ((Setting.Is<T>) setting).value();
  }

  private static String why(Setting<?> setting) {
    assertThat(setting).isInstanceOf(Setting.Hidden.class);
    return ((Setting.Hidden<?>) setting).why();
  }

  @Test
  void all_that_was_said_of_an_object_is_told() throws Exception {
    sdk.putObject(
        b ->
            b.bucket(BUCKET)
                .key(KEY)
                .contentType("text/x-test")
                .cacheControl("no-cache")
                .metadata(Map.of("mtime", "1700000000", "colour", "red"))
                .tagging("a=1&b=2%203")
                .websiteRedirectLocation("/elsewhere")
                .checksumSHA256("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="),
        RequestBody.fromString("test"));
    ObjectStat stat = stat(KEY);
    assertThat(stat.entry().key().value()).isEqualTo(KEY);
    assertThat(stat.entry().sizeBytes()).isEqualTo(4);
    assertThat(stat.entry().storageClass()).as("of the listing of versions").isEqualTo("STANDARD");
    Described described = is(stat.described());
    assertThat(described.headers().contentType()).isEqualTo("text/x-test");
    assertThat(described.headers().cacheControl()).isEqualTo("no-cache");
    assertThat(described.metadata()).containsEntry("colour", "red").containsKey("mtime");
    assertThat(described.fileTime()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThat(described.redirect()).isEqualTo("/elsewhere");
    assertThat(described.others()).doesNotContainKey("x-amz-request-id");
    assertThat(is(stat.tags())).containsExactly(Map.entry("a", "1"), Map.entry("b", "2 3"));
    assertThat(is(stat.checksums()))
        .containsExactly(
            new Checksum(
                ChecksumAlgorithm.SHA256,
                "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
                Checksum.Scope.FULL_OBJECT));
    assertThat(is(stat.acl()).isPublic()).isFalse();
    assertThat(stat.parts()).isInstanceOf(Setting.None.class);
    assertThat(is(stat.versions()).versions()).isEqualTo(1);
  }

  @Test
  void what_an_object_has_not_is_none_and_what_the_service_has_not_is_said() throws Exception {
    s3.put(KEY, "");
    ObjectStat stat = stat(KEY);
    assertThat(stat.tags()).isInstanceOf(Setting.None.class);
    assertThat(stat.checksums()).isInstanceOf(Setting.None.class);
    assertThat(stat.parts()).isInstanceOf(Setting.None.class);
    assertThat(stat.retention()).isInstanceOf(Setting.Unsupported.class);
    assertThat(stat.legalHold()).isInstanceOf(Setting.Unsupported.class);
    assertThat(is(stat.described()).metadata()).isEmpty();
  }

  @Test
  void a_lock_is_told_by_the_headers_alone() throws Exception {
    Instant until = Instant.parse("2099-01-01T00:00:00Z");
    sdk.putObject(
        b ->
            b.bucket(BUCKET)
                .key(KEY)
                .objectLockMode("GOVERNANCE")
                .objectLockRetainUntilDate(until)
                .objectLockLegalHoldStatus("ON"),
        RequestBody.fromString("x"));
    ObjectStat stat = stat(KEY);
    assertThat(is(stat.retention())).isEqualTo(new Retention("GOVERNANCE", until));
    assertThat(is(stat.legalHold())).isTrue();
    assertThat(is(stat.described()).others().keySet()).noneMatch(name -> name.contains("lock"));
  }

  /// As AWS, Ceph and versitygw answer.
  @Test
  void a_bucket_without_locks_has_none_on_its_objects() throws Exception {
    s3.put(KEY, "x");
    s3.server
        .faults()
        .on(Operation.UNKNOWN)
        .then(Fault.answer(400, "InvalidRequest", "Bucket is missing Object Lock Configuration"));
    assertThat(stat(KEY).retention()).isInstanceOf(Setting.None.class);
    assertThat(stat(KEY).legalHold()).isInstanceOf(Setting.None.class);
  }

  @Test
  void the_parts_that_it_was_written_in_are_told() throws Exception {
    String id = sdk.createMultipartUpload(b -> b.bucket(BUCKET).key(KEY)).uploadId();
    List<CompletedPart> parts =
        List.of(1, 2, 3).stream()
            .map(number -> {
              String etag =
                  sdk.uploadPart(
                          b -> b.bucket(BUCKET).key(KEY).uploadId(id).partNumber(number),
                          RequestBody.fromBytes(new byte[number == 3 ? 1 : 10]))
                      .eTag();
              return CompletedPart.builder().partNumber(number).eTag(etag).build();
            })
            .toList();
    sdk.completeMultipartUpload(
        b -> b.bucket(BUCKET).key(KEY).uploadId(id).multipartUpload(u -> u.parts(parts)));
    assertThat(is(stat(KEY).parts())).isEqualTo(new WrittenParts(3, 10));
  }

  @Test
  void versions_are_counted_and_the_latest_named() throws Exception {
    s3.server.keepVersions(BUCKET);
    for (int i = 0; i < 12; i++) {
      s3.put(KEY, "x".repeat(i));
    }
    s3.server.delete(BUCKET, KEY);
    s3.put(KEY, "again");
    s3.put(KEY + "c", "another that begins so");
    ObjectStat stat = stat(KEY);
    KeyVersions versions = is(stat.versions());
    assertThat(versions.versions()).isEqualTo(13);
    assertThat(versions.deleteMarkers()).isEqualTo(1);
    assertThat(versions.bytes()).isEqualTo(66 + 5);
    assertThat(versions.isAll()).isTrue();
    assertThat(versions.latest()).hasSize(10);
    assertThat(versions.latest().getFirst().id()).isEqualTo(is(stat.described()).versionId());
    String earlier = versions.latest().get(2).id();
    ObjectStat of = new S3Stat(connection, BUCKET).of(KEY, earlier);
    assertThat(of.entry().sizeBytes()).isEqualTo(11);
    assertThat(is(of.described()).versionId()).isEqualTo(earlier);
    String marker = versions.latest().get(1).id();
    assertThatThrownBy(() -> new S3Stat(connection, BUCKET).of(KEY, marker))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("delete marker");
  }

  @Test
  void what_is_not_there_is_not_found() {
    assertThatThrownBy(() -> stat("none"))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
  }

  /// Each question by itself: what is denied says so, and everything else is told.
  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {
        "HEAD_OBJECT",
        "GET_OBJECT_TAGGING",
        "GET_OBJECT_ACL",
        "LIST_OBJECT_VERSIONS",
        "UNKNOWN"
      })
  void what_may_not_be_asked_says_why_and_the_rest_is_told(Operation operation) throws Exception {
    s3.put(KEY, "12345");
    s3.server.faults().on(operation).then(Fault.accessDenied());
    ObjectStat stat = stat(KEY);
    assertThat(stat.entry().sizeBytes()).isEqualTo(5);
    List<Setting<?>> hidden =
        List.of(
                stat.described(),
                stat.checksums(),
                stat.tags(),
                stat.acl(),
                stat.versions(),
                stat.retention(),
                stat.legalHold())
            .stream()
            .filter(Setting.Hidden.class::isInstance)
            .toList();
    int expected =
        switch (operation) {
          case HEAD_OBJECT, UNKNOWN -> 2; // retention and hold are no operations of this server
          default -> 1;
        };
    assertThat(hidden).hasSize(expected).allSatisfy(each -> assertThat(why(each)).contains("403"));
  }

  @Test
  void an_object_under_a_key_of_the_customers_is_told_as_its_listing_has_it() throws Exception {
    s3.put(KEY, "12345");
    s3.server
        .faults()
        .on(Operation.HEAD_OBJECT)
        .then(Fault.answer(400, "InvalidRequest", "a key is needed"));
    ObjectStat stat = stat(KEY);
    assertThat(stat.entry().etag()).isNotNull();
    assertThat(why(stat.described())).contains("SSE-C").contains("400");
    Acl acl = is(stat.acl());
    assertThat(acl.grants()).isNotEmpty();
  }

  @Test
  void checksums_that_may_not_be_told_hide_nothing_else() throws Exception {
    s3.put(KEY, "12345");
    s3.server
        .faults()
        .on(Operation.HEAD_OBJECT)
        .first(1) // which asks for checksums
        .then(Fault.accessDenied());
    ObjectStat stat = stat(KEY);
    assertThat(why(stat.checksums())).contains("403");
    assertThat(is(stat.described()).metadata()).isEmpty();
  }

  @Test
  void an_answer_that_is_none_is_no_answer() throws Exception {
    s3.put(KEY, "12345");
    s3.server
        .faults()
        .on(Operation.GET_OBJECT_TAGGING)
        .then(Fault.rewrite(answer -> answer.withText("<html>sign in</html>")));
    assertThat(why(stat(KEY).tags())).isNotBlank();
  }

  @Test
  void where_no_question_is_answered_nothing_is_told() {
    s3.put(KEY, "12345");
    s3.server.faults().on().then(Fault.accessDenied());
    assertThatThrownBy(() -> stat(KEY)).isInstanceOf(StoreException.class);
  }
}
