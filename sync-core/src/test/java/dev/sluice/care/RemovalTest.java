package dev.sluice.care;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Versions.Deletion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalTest {

  @TempDir Path folder = Path.of("");

  private static final Instant TIME = Instant.parse("2026-11-27T20:00:00Z");

  private static Subject current(String key) {
    return new Subject.Current(Entry.ofObject(Key.of(key), 5, TIME, "etag", null));
  }

  private static Subject version(String key, String id, boolean isLatest, boolean isMarker) {
    return new Subject.Version(
        new ObjectVersion(Key.of(key), id, isLatest, isMarker, 0, TIME, null, null, null));
  }

  private static Deletion answer(Key key) {
    return switch (key.value()) {
      case "hidden" -> new Deletion.Gone("m");
      case "replaced" -> FakeVersions.failed(Kind.CONFLICT);
      case "changed" -> FakeVersions.failed(Kind.CHANGED);
      case "locked" -> FakeVersions.failed(Kind.LOCKED);
      case "denied" -> FakeVersions.failed(Kind.DENIED);
      default -> new Deletion.Gone(null);
    };
  }

  @Test
  void each_is_told_and_only_what_is_gone_is_noted() throws Exception {
    FakeVersions versions = new FakeVersions(RemovalTest::answer);
    Path file = folder.resolve("list");
    List<Subject> subjects =
        List.of(
            current("gone"),
            current("hidden"),
            current("replaced"),
            current("changed"),
            current("locked"),
            current("denied"));
    try (ChangeList list = ChangeList.appendingTo(file, "b")) {
      Removal removal = new Removal(versions, 10, false, list);
      List<CareOutcome> outcomes = removal.carryOut(subjects);
      assertThat(outcomes).extracting(CareOutcome::subject).isEqualTo(subjects);
      assertThat(outcomes)
          .extracting(outcome -> outcome.getClass().getSimpleName())
          .containsExactly("Done", "Done", "Left", "Left", "Left", "Failed");
      assertThat(removal.hidden()).isEqualTo(1);
    }
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .satisfies(
            lines -> assertThat(lines.get(0)).contains("\"gone\"").endsWith("\"marker\":null}"),
            lines -> assertThat(lines.get(1)).endsWith("\"marker\":\"m\"}"));
  }

  @Test
  void versions_go_by_their_ids_and_what_is_the_latest_or_a_marker_last() throws Exception {
    FakeVersions versions = new FakeVersions(RemovalTest::answer);
    Removal removal = new Removal(versions, 10, false, null);
    removal.carryOut(List.of(version("a", "1", false, false), version("a", "2", true, true)));
    assertThat(versions.deletedVersions).containsExactly("a 1", "a 2");
    assertThat(removal.comesLast(version("a", "3", true, true))).isTrue();
    assertThat(removal.comesLast(version("a", "2", true, false))).isTrue();
    assertThat(removal.comesLast(version("a", "1", false, true))).isTrue();
    assertThat(removal.comesLast(version("a", "0", false, false))).isFalse();
    assertThat(removal.comesLast(current("a"))).isFalse();
  }

  @Test
  void a_rehearsal_deletes_nothing() throws Exception {
    FakeVersions versions = new FakeVersions(RemovalTest::answer);
    assertThat(new Removal(versions, 10, true, null).carryOut(List.of(current("a")))).hasSize(1);
    assertThat(versions.deleted).isEmpty();
  }

  @Test
  void what_cannot_be_noted_is_not_removed() throws Exception {
    FakeVersions versions = new FakeVersions(RemovalTest::answer);
    ChangeList list = ChangeList.appendingTo(folder.resolve("list"), "b");
    Removal removal = new Removal(versions, 10, false, list);
    list.close();
    removal.carryOut(List.of(current("a"))); // nobody could know before
    assertThatThrownBy(() -> removal.carryOut(List.of(current("b"))))
        .isInstanceOf(StoreException.class);
    assertThat(versions.deleted).containsExactly(Key.of("a"));
  }

  private CareReport undelete(FakeVersions versions, int batch) throws Exception {
    return new Undeletion(
            folder.resolve("list"),
            bucket -> {
              versions.deletedVersions.add("in " + bucket);
              return versions;
            },
            batch,
            false,
            CareObserver.SILENT,
            new Cancellation())
        .execute(Time.SYSTEM, () -> StoreActivity.NONE);
  }

  private void list(String bucket, String key, @Nullable String marker) throws Exception {
    try (ChangeList list = ChangeList.appendingTo(folder.resolve("list"), bucket)) {
      list.add(List.of(ChangeList.Change.removed(current(key), marker)));
    }
  }

  @Test
  void exactly_the_markers_of_a_list_are_removed_from_their_buckets() throws Exception {
    list("b", "a", "m1");
    list("b", "gone", null);
    list("b", "c", "m2");
    list("b", "d", "m3");
    list("c", "e", "m4");
    FakeVersions versions = new FakeVersions(RemovalTest::answer);
    CareReport report = undelete(versions, 2);
    assertThat(versions.deletedVersions)
        .containsExactly("in b", "a m1", "c m2", "in b", "d m3", "in c", "e m4");
    assertThat(report.end().status()).isEqualTo(RunStatus.OK);
    assertThat(report.counts().done()).isEqualTo(4);
    assertThat(report.addsUp()).isTrue();
  }

  @Test
  void a_marker_without_an_id_of_its_own_stays_for_it_may_be_an_object_by_now() throws Exception {
    list("b", "a", ObjectVersion.NULL_ID);
    list("b", "denied", "m");
    FakeVersions versions = new FakeVersions(RemovalTest::answer);
    CareReport report = undelete(versions, 10);
    assertThat(versions.deletedVersions).containsExactly("in b", "denied m");
    assertThat(report.end().status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.counts()).isEqualTo(new CareCounts(0, 0, 0, 1, 1, 0));
  }
}
