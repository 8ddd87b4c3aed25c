package dev.sluice.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.care.CareRun.Surroundings;
import dev.sluice.care.history.HistoryObserver;
import dev.sluice.care.history.HistoryReport;
import dev.sluice.care.history.HistoryRun;
import dev.sluice.care.history.HistoryRun.Manner;
import dev.sluice.care.history.HistoryRun.Sides;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.report.RunStatus;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.Versions;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.config.S3WriteOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Histories of a bucket are copied to another one in their order, whatever breaks the copying off,
/// and removed only when they are there.
class HistoryRunTest {

  private static final String OLD = "old";
  private static final String NEW = "new";

  private final EmbeddedS3 s3;

  HistoryRunTest() throws IOException {
    s3 = new EmbeddedS3();
  }

  @BeforeEach
  void makeBuckets() {
    for (String bucket : List.of(OLD, NEW)) {
      s3.server.createBucket(bucket);
      s3.server.keepVersions(bucket);
    }
  }

  @AfterEach
  void close() {
    s3.close();
  }

  private S3Store store(String bucket) {
    return new S3Store(
        s3.connect(), new S3Prefix(bucket, ""), S3WriteOptions.DEFAULT, EmbeddedS3.SMALL_SIZES);
  }

  private void put(String bucket, String key, String content) {
    s3.server.put(bucket, key, content.getBytes(StandardCharsets.UTF_8));
  }

  private void hide(String bucket, String key) throws Exception {
    Versions versions = versions(bucket);
    versions.deleteLatest(List.of(Entry.ofObject(Key.of(key), 0, Instant.EPOCH, null, null)));
  }

  private Versions versions(String bucket) {
    return store(bucket).versions().orElseThrow();
  }

  /// Key, ETag or marker of each, in the order of listings.
  private List<String> history(String bucket) throws Exception {
    List<String> all = new ArrayList<>();
    try (RangeCursor<ListedVersion> cursor = versions(bucket).list(KeyRange.all())) {
      ListedVersion next;
      while ((next = cursor.next()) != null) {
        ObjectVersion version = (ObjectVersion) next;
        all.add(version.key() + " " + (version.isDeleteMarker() ? "-" : version.etag()));
      }
    }
    return all;
  }

  private static List<String> withoutTwins(List<String> history) {
    List<String> all = new ArrayList<>();
    for (String each : history) {
      if (all.isEmpty() || !all.getLast().equals(each)) {
        all.add(each);
      }
    }
    return all;
  }

  private HistoryRun run() {
    return run(HistoryObserver.SILENT);
  }

  private HistoryRun run(HistoryObserver observer) {
    return new HistoryRun(
        new Sides(versions(OLD), versions(NEW)),
        new Manner(4, 3, 100, Path.of(System.getProperty("java.io.tmpdir"))),
        observer,
        new Surroundings(
            Time.SYSTEM,
            ProcessorLoad.ofMachine(),
            Descriptors.untold(Time.SYSTEM),
            new Cancellation()));
  }

  /// Keys of one to five versions and markers, in every order.
  private void fill(int keys) throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < keys; i++) {
      String key = "d%d/k%03d".formatted(i % 3, i);
      int versions = 1 + random.nextInt(5);
      for (int v = 0; v < versions; v++) {
        if (random.nextInt(4) == 0) {
          hide(OLD, key);
        } else {
          put(OLD, key, "content " + random.nextInt(3));
        }
      }
    }
  }

  @Test
  void all_histories_are_copied_in_their_order_and_then_proven_and_removed() throws Exception {
    fill(60);
    List<String> old = history(OLD);
    assertThat(run().remove().end().status()).isEqualTo(RunStatus.DIFFERENT);
    assertThat(history(OLD)).isEqualTo(old);

    HistoryReport copied = run().copy();
    assertThat(copied.end().status()).as(copied.toString()).isEqualTo(RunStatus.OK);
    assertThat(copied.counts().made()).isEqualTo(old.size());
    assertThat(history(NEW)).isEqualTo(old);

    HistoryReport compared = run().compare();
    assertThat(compared.end().status()).isEqualTo(RunStatus.OK);
    assertThat(compared.counts().complete()).isEqualTo(60);

    assertThat(run().copy().counts().made()).isZero();
    assertThat(run().remove().counts().removed()).isEqualTo(old.size());
    assertThat(history(OLD)).isEmpty();
    assertThat(history(NEW)).isEqualTo(old);
  }

  @Test
  void what_is_broken_off_at_any_request_goes_on_and_ends_right() throws Exception {
    fill(25);
    List<String> old = history(OLD);
    Random random = new Random(11);
    int broken = 0;
    for (int i = 0; i < 50; i++) {
      s3.server.faults().clear();
      s3.server.faults().on().from(1 + random.nextInt(30)).then(Fault.expiredToken());
      s3.server
          .faults()
          .on(Operation.COPY_OBJECT, Operation.DELETE_OBJECTS)
          .nth(1 + random.nextInt(5))
          .then(Fault.closeAfterCarryingOut());
      HistoryReport report = run().copy();
      s3.server.faults().clear();
      broken += report.end().status() == RunStatus.OK ? 0 : 1;
      assertThat(history(OLD)).isEqualTo(old);
    }
    assertThat(broken).isPositive();
    HistoryReport last = run().copy();
    assertThat(last.end().status()).as(last.toString()).isEqualTo(RunStatus.OK);
    List<String> copied = history(NEW);
    // Where two faults met at the end of a history, its last may be there twice.
    assertThat(withoutTwins(copied)).isEqualTo(withoutTwins(old));
    assertThat(copied.size()).isBetween(old.size(), old.size() + 3);

    for (int i = 0; i < 20; i++) {
      s3.server.faults().on(Operation.DELETE_OBJECTS).from(1 + i % 2).then(Fault.expiredToken());
      run().remove();
      s3.server.faults().clear();
      assertThat(history(NEW)).isEqualTo(copied);
    }
    assertThat(run().remove().end().status()).isEqualTo(RunStatus.OK);
    assertThat(history(OLD)).isEmpty();
    assertThat(history(NEW)).isEqualTo(copied);
  }

  @Test
  void a_marker_on_a_marker_is_made_once_though_its_answer_was_lost() throws Exception {
    hide(OLD, "a");
    hide(OLD, "a");
    put(OLD, "a", "1");
    List<String> old = history(OLD);
    s3.server.faults().on(Operation.DELETE_OBJECTS).first(1).then(Fault.closeAfterCarryingOut());
    assertThat(run().copy().end().status()).isEqualTo(RunStatus.OK);
    assertThat(history(NEW)).isEqualTo(old);
  }

  @Test
  void a_bucket_that_has_something_else_is_refused_before_anything_is_copied() throws Exception {
    put(OLD, "a", "1");
    put(OLD, "b", "1");
    put(NEW, "b", "2");
    HistoryReport report = run().copy();
    assertThat(report.end().status()).isEqualTo(RunStatus.GUARD_REFUSED);
    assertThat(report.counts().other()).isEqualTo(1);
    assertThat(history(NEW)).hasSize(1);
  }

  @Test
  void so_is_one_with_keys_of_its_own() throws Exception {
    put(OLD, "a", "1");
    put(NEW, "mine", "1");
    assertThat(run().copy().end().status()).isEqualTo(RunStatus.GUARD_REFUSED);
    assertThat(history(NEW)).hasSize(1);
  }

  @Test
  void what_is_written_to_the_old_one_after_the_proof_keeps_all_of_it() throws Exception {
    fill(10);
    run().copy();
    put(OLD, "d0/k000", "written meanwhile");
    List<String> old = history(OLD);
    assertThat(run().remove().end().status()).isEqualTo(RunStatus.DIFFERENT);
    assertThat(history(OLD)).isEqualTo(old);
  }

  @Test
  void who_writes_to_the_new_one_does_not_keep_the_old_one() throws Exception {
    fill(10);
    run().copy();
    put(NEW, "d0/k000", "written after it");
    put(NEW, "another", "written after it");
    HistoryReport report = run().compare();
    assertThat(report.counts().ahead()).isEqualTo(2);
    assertThat(run().remove().end().status()).isEqualTo(RunStatus.OK);
    assertThat(history(OLD)).isEmpty();
  }

  @Test
  void a_listing_that_breaks_off_copies_and_removes_nothing() throws Exception {
    fill(10);
    List<String> old = history(OLD);
    s3.server.faults().on(Operation.LIST_OBJECT_VERSIONS).from(2).then(Fault.accessDenied());
    assertThat(run().copy().end().status()).isNotEqualTo(RunStatus.OK);
    s3.server.faults().clear();
    assertThat(history(NEW)).isEmpty();
    run().copy();
    s3.server.faults().on(Operation.LIST_OBJECT_VERSIONS).from(2).then(Fault.accessDenied());
    assertThat(run().remove().end().status()).isNotEqualTo(RunStatus.OK);
    s3.server.faults().clear();
    assertThat(history(OLD)).isEqualTo(old);
  }
}
