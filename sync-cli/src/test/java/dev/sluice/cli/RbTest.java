package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.output.json.JsonReader;
import dev.sluice.s3server.OpenUpload;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// When `rb` removes a bucket, and when it stays.
final class RbTest extends Bench {

  private List<String> buckets() {
    return s3.server().bucketNames();
  }

  private void put(String... keys) {
    for (String key : keys) {
      s3.put("b", key, "12345");
    }
  }

  @Test
  void an_empty_bucket_is_removed() {
    assertThat(run("rb", "s3://b", "-n").out()).contains("would remove: s3://b");
    assertThat(buckets()).containsExactly("b", "c");
    Program.Result result = run("rb", "s3://b");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines()).containsExactly("removed: s3://b");
    assertThat(buckets()).containsExactly("c");
    Program.Result json = run("rb", "s3://c", "--json");
    assertThat(JsonReader.object(json.outLines().getLast()))
        .containsEntry("type", "bucket-removed")
        .containsEntry("name", "c");
  }

  @Test
  void one_that_is_not_empty_stays_and_the_remedy_is_told() {
    put("a");
    for (String dryRun : new String[] {"--no-progress", "-n"}) {
      Program.Result result = run("rb", "s3://b", dryRun);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("s3://b is not empty; sluice rb --force s3://b");
    }
    assertThat(s3.server().keys("b")).containsExactly("a");
    assertThat(run("rb", "s3://nowhere").exitCode()).isEqualTo(66);
    assertThat(run("rb", "s3://b/p/").exitCode()).isEqualTo(64);
    assertThat(run("rb", "s3://b", "--all-versions").exitCode()).isEqualTo(64);
  }

  @Test
  void force_removes_what_is_in_it_once_the_name_was_typed() {
    put("a", "p/b", "p/");
    Program.Result refused = run("rb", "s3://b", "--force");
    assertThat(refused.exitCode()).isEqualTo(73);
    assertThat(s3.runAsked(_ -> "yes", "rb", "s3://b", "--force").exitCode()).isEqualTo(73);
    assertThat(s3.server().keys("b")).hasSize(3);
    Program.Result rehearsed = run("rb", "s3://b", "--force", "-n");
    assertThat(rehearsed.out()).contains("would remove: s3://b/p/", "would remove: s3://b\n");
    assertThat(s3.server().keys("b")).hasSize(3);
    Program.Result result = s3.runAsked(_ -> "b", "rb", "s3://b", "--force");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.outLines())
        .contains("Found 3 = 3 removed + 0 failed")
        .endsWith("removed: s3://b");
    assertThat(buckets()).containsExactly("c");
  }

  @Test
  void one_with_versions_is_left_alone_unless_all_versions_may_go() {
    s3.server().keepVersions("b");
    put("a", "a", "gone");
    s3.server().delete("b", "gone");
    Program.Result result = run("rb", "s3://b", "--force", "--yes");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("add --all-versions");
    assertThat(s3.server().requests().count(Operation.DELETE_OBJECTS)).isZero();
    assertThat(s3.server().keys("b")).containsExactly("a");
    Program.Result all = run("rb", "s3://b", "--force", "--all-versions", "--yes");
    assertThat(all.exitCode()).as(all.err()).isZero();
    assertThat(all.out()).contains("3 objects and 1 delete marker").contains("Found 4 = 4 removed");
    assertThat(buckets()).containsExactly("c");
  }

  @Test
  void unfinished_uploads_are_shown_and_taken_back() throws Exception {
    begin("p/x");
    begin("y");
    assertThat(uploads()).hasSize(2);
    Program.Result refused = run("rb", "s3://b", "--force");
    assertThat(refused.exitCode()).isEqualTo(73);
    assertThat(refused.out()).contains("2 unfinished uploads");
    assertThat(uploads()).hasSize(2);
    assertThat(run("rb", "s3://b", "--force", "-n").out()).contains("2 unfinished uploads");
    assertThat(uploads()).hasSize(2);
    assertThat(run("rb", "s3://b", "--force", "--yes").exitCode()).isZero();
    assertThat(s3.server().requests().count(Operation.ABORT_MULTIPART_UPLOAD)).isEqualTo(2);
    assertThat(buckets()).containsExactly("c");
  }

  private List<OpenUpload> uploads() {
    return s3.server().openMultipartUploads("b");
  }

  /// Begins an upload and leaves it, as a killed program of anybody's does.
  private void begin(String key) throws Exception {
    s3.server().faults().on(Operation.UPLOAD_PART).then(Fault.accessDenied());
    s3.server().faults().on(Operation.ABORT_MULTIPART_UPLOAD).then(Fault.accessDenied());
    java.nio.file.Files.createDirectories(folder.resolve("src"));
    java.nio.file.Files.write(folder.resolve("src/f"), new byte[9 << 20]);
    run("sync", "@/src/f", "s3://b/" + key);
    s3.server().faults().clear();
    s3.server().requests().reset();
  }

  @Test
  void a_locked_object_stays_and_the_bucket_with_it() {
    s3.server().keepVersions("b");
    put("a", "held", "z");
    s3.server().hold("b", "held");
    Program.Result result = run("rb", "s3://b", "--force", "--all-versions", "--yes");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("left s3://b/held", "s3://b stays: 1 of what is in it");
    assertThat(result.out()).doesNotContain("removed: s3://b");
    assertThat(buckets()).containsExactly("b", "c");
    assertThat(s3.server().requests().count(Operation.DELETE_BUCKET)).isZero();
  }

  @Test
  void what_is_written_meanwhile_stays_with_the_bucket() {
    put("a");
    s3.server().faults().on(Operation.DELETE_BUCKET).then(Fault.run(() -> s3.put("b", "new", "1")));
    Program.Result result = run("rb", "s3://b", "--force", "--yes");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("omething has been written there meanwhile");
    assertThat(s3.server().keys("b")).containsExactly("new");
  }

  @Test
  void a_listing_that_fails_half_way_leaves_all_as_it_is() {
    s3.server().keepVersions("b");
    for (int i = 0; i < 1500; i++) {
      put("%04d".formatted(i));
    }
    s3.server()
        .faults()
        .on(Operation.LIST_OBJECT_VERSIONS)
        .from(3) // the first asks whether there is such a request
        .then(Fault.answer(400, "InvalidArgument", "no"));
    Program.Result result = run("rb", "s3://b", "--force", "--all-versions", "--yes");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(s3.server().keys("b")).hasSize(1500);
    assertThat(buckets()).contains("b");
  }

  @Test
  void an_interrupted_removal_is_gone_on_with() {
    s3.server().keepVersions("b");
    for (int i = 0; i < 3000; i++) {
      put("%04d".formatted(i));
    }
    s3.server()
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .from(2)
        .then(Fault.answer(403, "InvalidAccessKeyId", "no"));
    Program.Result broken = run("rb", "s3://b", "--force", "--all-versions", "--yes");
    assertThat(broken.exitCode()).isEqualTo(77);
    assertThat(broken.err()).contains("s3://b stays");
    s3.server().faults().clear();
    assertThat(s3.server().keys("b")).hasSize(2000);
    assertThat(run("rb", "s3://b", "--force", "--all-versions", "--yes").exitCode()).isZero();
    assertThat(buckets()).containsExactly("c");
  }

  @Test
  void what_is_interrupted_shows_nothing_older_than_before() {
    s3.server().keepVersions("b");
    for (int i = 0; i < 2500; i++) {
      put("seen", "gone");
    }
    s3.put("b", "seen", "the latest");
    s3.server().delete("b", "gone");
    s3.server()
        .faults()
        .on(Operation.DELETE_OBJECTS)
        .from(4)
        .then(Fault.answer(403, "InvalidAccessKeyId", "no"));
    assertThat(run("rb", "s3://b", "--force", "--all-versions", "--yes").exitCode()).isEqualTo(77);
    assertThat(s3.server().keys("b")).containsExactly("seen");
    assertThat(s3.get("b", "seen")).isEqualTo("the latest");
  }

  @Test
  void a_lost_answer_to_the_removal_is_no_failure() {
    s3.server().faults().on(Operation.DELETE_BUCKET).first(1).then(Fault.closeAfterCarryingOut());
    Program.Result result = run("rb", "s3://b");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(buckets()).containsExactly("c");
  }

  @Test
  void a_service_without_version_listings_is_emptied_of_what_is_seen() {
    put("a");
    s3.server()
        .faults()
        .on(Operation.LIST_OBJECT_VERSIONS)
        .then(Fault.answer(501, "NotImplemented", "no"));
    Program.Result result = run("rb", "s3://b", "--force", "--all-versions", "--yes");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("the service lists no versions");
    assertThat(buckets()).containsExactly("c");
  }

  @Test
  void requests_are_as_many_as_there_are_pages_and_thousands() {
    s3.server().keepVersions("b");
    for (int i = 0; i < 10_000; i++) {
      put("%05d".formatted(i), "%05d".formatted(i));
    }
    s3.server().requests().reset();
    Program.Result result = run("rb", "s3://b", "--force", "--all-versions", "--yes");
    assertThat(result.exitCode()).as(result.err()).isZero();
    long requests = s3.server().requests().total();
    assertThat(requests).isBetween(40L, 55L);
    assertThat(result.out()).contains("cost: " + requests + " requests");
  }
}
