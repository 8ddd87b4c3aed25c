package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Location;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.Leftovers;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Uploads.Sum;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3UploadsTest {

  private EmbeddedS3 s3;
  private S3Connection connection;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(S3Server.builder().credentials("ak", "sk"));
    connection = s3.connect();
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private String begin(String key, int... partBytes) {
    S3Client sdk = connection.session().sdk().get();
    String id = sdk.createMultipartUpload(b -> b.bucket(BUCKET).key(key)).uploadId();
    for (int i = 0; i < partBytes.length; i++) {
      int number = i + 1;
      sdk.uploadPart(
          b -> b.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
          RequestBody.fromBytes(new byte[partBytes[i]]));
    }
    return id;
  }

  private Sum sum(String path) throws Exception {
    return new S3Uploads(connection, S3Scheme.beginning(new Location("s3", BUCKET, path))).sum(8);
  }

  @Test
  void parts_of_unfinished_uploads_are_added_up_under_the_prefix_alone() throws Exception {
    begin("p/a", 100, 20, 3);
    begin("p/a", 1);
    begin("p/b");
    begin("p-other", 5000);
    assertThat(sum("p/")).isEqualTo(new Sum(3, 4, 124));
    assertThat(sum("p")).isEqualTo(new Sum(3, 4, 124));
    assertThat(sum("p/a")).isEqualTo(new Sum(2, 4, 124));
    assertThat(sum("")).isEqualTo(new Sum(4, 5, 5124));
    assertThat(sum("none/")).isEqualTo(new Sum(0, 0, 0));
  }

  @Test
  void more_uploads_than_a_page_and_more_parts_than_a_page_are_all_counted() throws Exception {
    for (int i = 0; i < 1005; i++) {
      begin("many/%04d".formatted(i));
    }
    int[] parts = new int[1003];
    Arrays.fill(parts, 1);
    begin("parts", parts);
    s3.server.requests().reset();
    assertThat(sum("")).isEqualTo(new Sum(1006, 1003, 1003));
    assertThat(s3.server.requests().count(Operation.LIST_MULTIPART_UPLOADS)).isEqualTo(2);
    assertThat(s3.server.requests().count(Operation.LIST_PARTS)).isEqualTo(1006 + 1);
  }

  @Test
  void an_upload_that_is_gone_meanwhile_is_none() throws Exception {
    begin("a", 10);
    takeBackMeanwhile(Operation.LIST_PARTS, "b", begin("b", 100));
    assertThat(sum("")).isEqualTo(new Sum(1, 1, 10));
  }

  /// Just before the first request of this sort.
  private void takeBackMeanwhile(Operation operation, String key, String id) {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    s3.server
        .faults()
        .on(operation)
        .key(key)
        .then(
            Fault.run(() -> {
              if (isFirst.getAndSet(false)) {
                connection
                    .session()
                    .sdk()
                    .get()
                    .abortMultipartUpload(b -> b.bucket(BUCKET).key(key).uploadId(id));
              }
            }));
  }

  @Test
  void one_that_is_gone_before_it_is_taken_back_keeps_no_other_from_that() throws Exception {
    takeBackMeanwhile(Operation.ABORT_MULTIPART_UPLOAD, "a", begin("a", 10));
    begin("b", 10);
    Duration anyAge = Duration.ofDays(-40_000);
    s3.store("").remove(new Leftovers.Sweep(anyAge, false, _ -> {}));
    assertThat(s3.server.openMultipartUploads(BUCKET)).isEmpty();
  }

  @Test
  void what_cannot_be_asked_is_no_sum_of_the_rest() throws Exception {
    begin("a", 10);
    begin("b", 10);
    s3.server.faults().on(Operation.LIST_PARTS).key("b").then(Fault.accessDenied());
    assertThatThrownBy(() -> sum(""))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("list the parts of an unfinished upload of s3://bucket/b");
  }

  @Test
  void a_page_that_is_no_list_is_no_empty_one() throws Exception {
    begin("a", 10);
    s3.server
        .faults()
        .on(Operation.LIST_PARTS)
        .then(Fault.rewrite(answer -> answer.withText("<html></html>")));
    assertThatThrownBy(() -> sum("")).isInstanceOf(StoreException.class);
  }

  @Test
  void uploads_of_other_keys_than_were_asked_for_are_not_believed() throws Exception {
    begin("p/a", 10);
    s3.server
        .faults()
        .on(Operation.LIST_MULTIPART_UPLOADS)
        .then(
            Fault.rewrite(answer ->
                answer.withText(answer.text().replace("<Key>p/a</Key>", "<Key>q/a</Key>"))));
    assertThatThrownBy(() -> sum("p/"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not asked for");
  }
}
