package dev.sluice.store.s3;

import static dev.sluice.store.s3.EmbeddedS3.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.listing.VersionListing;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.s3server.traffic.Fault;
import dev.sluice.s3server.traffic.Operation;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Versions;
import dev.sluice.store.Versions.Deletion;
import dev.sluice.store.s3.config.ClientKind;
import dev.sluice.store.s3.config.S3Prefix;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3VersionsTest {

  /// By what requests are sent.
  ClientKind kind() {
    return ClientKind.LIGHT;
  }

  private EmbeddedS3 s3;

  @BeforeEach
  void start() throws Exception {
    s3 = new EmbeddedS3(kind());
  }

  @AfterEach
  void stop() {
    s3.close();
  }

  private Versions versions(String prefix) {
    return s3.store(prefix).versions().orElseThrow();
  }

  private static List<ObjectVersion> all(Versions versions, KeyRange range) throws Exception {
    List<ObjectVersion> found = new ArrayList<>();
    try (RangeCursor<ListedVersion> cursor = versions.list(range)) {
      ListedVersion next;
      while ((next = cursor.next()) != null) {
        found.add((ObjectVersion) next);
      }
    }
    return found;
  }

  private static List<String> shown(List<ObjectVersion> versions) {
    return versions.stream()
        .map(version ->
            version.key().value()
                + (version.isDeleteMarker() ? " gone" : " " + version.sizeBytes())
                + (version.isLatest() ? " latest" : ""))
        .toList();
  }

  @Test
  void what_was_overwritten_and_deleted_is_listed_the_latest_first() throws Exception {
    s3.put("p/a", "null");
    s3.server.keepVersions(BUCKET);
    s3.put("p/a", "12");
    s3.put("p/b c+d", "1");
    s3.server.delete(BUCKET, "p/a");
    s3.put("p-other", "1");
    List<ObjectVersion> found = all(versions("p/"), KeyRange.all());
    assertThat(shown(found)).containsExactly("a gone latest", "a 2", "a 4", "b c+d 1 latest");
    assertThat(found.get(2).isReplaceable()).isTrue();
    assertThat(found.get(2).etag()).isEqualTo(md5("null"));
    assertThat(found.getFirst().etag()).isNull();
    assertThat(found.get(1).owner()).isNotNull();
  }

  private static String md5(String content) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("MD5").digest(content.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_key_with_more_versions_than_a_page_has_is_listed_whole() throws Exception {
    s3.server.keepVersions(BUCKET);
    for (int i = 0; i < 2500; i++) {
      s3.put("k", "x".repeat(i % 7));
    }
    s3.put("l", "1");
    Versions versions = versions("");
    assertThat(all(versions, KeyRange.all())).hasSize(2501).doesNotHaveDuplicates();
    assertThat(all(versions, new KeyRange(null, Key.of("k")))).hasSize(2500);
    assertThat(all(versions, new KeyRange(Key.of("k"), null))).hasSize(1);
  }

  @Test
  void many_workers_list_each_version_once() throws Exception {
    s3.server.keepVersions(BUCKET);
    for (int i = 0; i < 12_000; i++) {
      s3.put("d%d/k%05d".formatted(i % 10, i), "1");
      if (i % 3 == 0) {
        s3.put("d%d/k%05d".formatted(i % 10, i), "22");
      }
    }
    var found = ConcurrentHashMap.<ListedVersion>newKeySet();
    new VersionListing(versions(""))
        .walk()
        .run("test", 8, version -> assertThat(found.add(version)).isTrue());
    assertThat(found).hasSize(16_000);
  }

  @Test
  void versions_and_markers_are_deleted_for_good_by_their_ids() throws Exception {
    s3.server.keepVersions(BUCKET);
    s3.put("a", "1");
    s3.put("a", "22");
    s3.server.delete(BUCKET, "a");
    Versions versions = versions("");
    List<ObjectVersion> found = all(versions, KeyRange.all());
    assertThat(versions.deleteVersions(List.of(found.get(0))))
        .containsExactly(new Deletion.Gone(null));
    assertThat(new String(s3.server.get(BUCKET, "a"), StandardCharsets.UTF_8)).isEqualTo("22");
    assertThat(versions.deleteVersions(found.subList(1, 3)))
        .containsExactly(new Deletion.Gone(null), new Deletion.Gone(null));
    assertThat(all(versions, KeyRange.all())).isEmpty();
  }

  @Test
  void what_was_overwritten_where_no_versions_are_kept_stays() throws Exception {
    s3.put("a", "listed");
    s3.put("b", "listed");
    Versions versions = versions("");
    List<ObjectVersion> found = all(versions, KeyRange.all());
    s3.put("a", "another");
    List<Deletion> deletions = versions.deleteVersions(found);
    assertThat(deletions.get(0))
        .isInstanceOfSatisfying(
            Deletion.Failed.class,
            failed -> assertThat(failed.error().kind()).isEqualTo(Kind.CONFLICT));
    assertThat(deletions.get(1)).isEqualTo(new Deletion.Gone(null));
    assertThat(s3.server.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void a_marker_without_an_id_of_its_own_that_was_written_over_stays_what_it_is_now()
      throws Exception {
    s3.server.suspendVersions(BUCKET);
    for (String key : new String[] {"p/a", "p/ab", "p/b"}) {
      s3.put(key, "1");
      s3.server.delete(BUCKET, key);
    }
    Versions versions = versions("p/");
    List<ObjectVersion> found = all(versions, KeyRange.all());
    assertThat(shown(found)).containsExactly("a gone latest", "ab gone latest", "b gone latest");
    s3.put("p/a", "written since");
    List<Deletion> deletions = versions.deleteVersions(found);
    assertThat(deletions.get(0))
        .isInstanceOfSatisfying(
            Deletion.Failed.class,
            failed -> assertThat(failed.error().kind()).isEqualTo(Kind.CONFLICT));
    assertThat(deletions.subList(1, 3)).containsOnly(new Deletion.Gone(null));
    assertThat(shown(all(versions, KeyRange.all()))).containsExactly("a 13 latest");
  }

  @Test
  void objects_of_a_beginning_are_listed_by_their_whole_keys() throws Exception {
    for (String key : new String[] {"p", "p-other", "p/", "p/a", "p0"}) {
      s3.put(key, "1");
    }
    Versions versions =
        s3.store(s3.service(), S3Prefix.ofBeginning(BUCKET, "p/")).versions().orElseThrow();
    assertThat(shown(all(versions, KeyRange.all()))).containsExactly("p/ 1 latest", "p/a 1 latest");
    assertThat(
            EmbeddedS3.keys(
                EmbeddedS3.list(s3.store(s3.service(), S3Prefix.ofBeginning(BUCKET, "p/")))))
        .containsExactly("p/", "p/a");
    assertThat(
            EmbeddedS3.keys(
                EmbeddedS3.list(
                    s3.store(s3.service(), S3Prefix.ofBeginning(BUCKET, "p")),
                    new KeyRange(null, Key.of("p-other")))))
        .containsExactly("p", "p-other");
    assertThat(versions.canList()).isTrue();
    s3.server
        .faults()
        .on(Operation.LIST_OBJECT_VERSIONS)
        .then(Fault.answer(501, "NotImplemented", "no"));
    assertThat(versions.canList()).isFalse();
  }

  @Test
  void what_is_seen_is_hidden_by_a_marker_that_is_told() throws Exception {
    s3.server.keepVersions(BUCKET);
    s3.put("a", "1");
    s3.put("bell\u0007", "1");
    Versions versions = versions("");
    List<Entry> entries = EmbeddedS3.list(s3.store(""));
    List<Deletion> deletions = versions.deleteLatest(entries);
    List<ObjectVersion> markers =
        all(versions, KeyRange.all()).stream().filter(ObjectVersion::isDeleteMarker).toList();
    assertThat(markers).hasSize(2);
    assertThat(deletions)
        .containsExactly(
            new Deletion.Gone(markers.get(0).id()), new Deletion.Gone(markers.get(1).id()));
    assertThat(versions.deleteVersions(markers)).hasSize(2);
    assertThat(s3.server.keys(BUCKET)).containsExactly("a", "bell\u0007");
  }

  @Test
  void where_no_versions_are_kept_nothing_is_hidden() throws Exception {
    s3.put("a", "1");
    Versions versions = versions("");
    assertThat(versions.state()).isEqualTo(Versions.State.OFF);
    assertThat(versions.deleteLatest(EmbeddedS3.list(s3.store(""))))
        .containsExactly(new Deletion.Gone(null));
    assertThat(all(versions, KeyRange.all())).isEmpty();
    s3.server.keepVersions(BUCKET);
    assertThat(versions.state()).isEqualTo(Versions.State.ENABLED);
    s3.server.suspendVersions(BUCKET);
    assertThat(versions.state()).isEqualTo(Versions.State.SUSPENDED);
  }

  @Test
  void a_page_that_does_not_go_on_is_asked_for_again_and_then_given_up() throws Exception {
    s3.server.keepVersions(BUCKET);
    for (int i = 0; i < 1001; i++) {
      s3.put("k%04d".formatted(i), "1");
    }
    s3.server
        .faults()
        .on(Operation.LIST_OBJECT_VERSIONS)
        .from(2)
        .then(Fault.rewrite(answer -> answer.withText(answer.text().replace("k1000", "k0000"))));
    assertThatThrownBy(() -> all(versions(""), KeyRange.all()))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT));
  }

  @Test
  void a_listing_that_breaks_off_is_no_listing() throws Exception {
    s3.server.keepVersions(BUCKET);
    s3.put("a", "1");
    s3.server.faults().on(Operation.LIST_OBJECT_VERSIONS).then(Fault.truncateAfter(300));
    assertThatThrownBy(() -> all(versions(""), KeyRange.all())).isInstanceOf(StoreException.class);
  }
}
