package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Comparison;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.report.RunObserver;
import dev.sluice.report.SyncReport;
import dev.sluice.store.BytesSource;
import dev.sluice.store.Named;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.root.RootOpener;
import dev.sluice.store.local.write.LocalPartWriter;
import dev.sluice.store.memory.MemoryOptions;
import dev.sluice.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two keys that are one file to the file system: the one that is there is kept, the other refused.
@Timeout(60)
class FoldedNamesTest extends LocalTestBase {

  private static final String COMPOSED = "caf\u00e9";
  private static final String APART = "cafe\u0301";

  private UnaryOperator<String> fold = FoldingDirectory.CASES;

  @Override
  protected RootOpener opener() {
    return path -> FoldingDirectory.at(path, fold);
  }

  private List<String> filesInRoot() throws IOException {
    try (Stream<Path> all = Files.walk(root())) {
      return all.filter(Files::isRegularFile)
          .map(file -> root().relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static StoreException refused(Store store, String key) {
    return failure(() -> write(store, key, "of " + key), Kind.REFUSED);
  }

  @Test
  void a_name_that_is_there_in_another_case_is_refused_and_what_is_there_stays() throws Exception {
    file("photo.jpg");
    try (Store store = destination()) {
      assertThat(refused(store, "Photo.jpg").getMessage())
          .contains("Photo.jpg: refused")
          .contains("photo.jpg, which is there")
          .contains("Rename");
    }
    assertThat(root().resolve("photo.jpg")).hasContent("photo.jpg");
    assertThat(filesInRoot()).containsExactly("photo.jpg");
  }

  @Test
  void of_two_that_are_new_the_first_is_written_and_the_second_refused() throws Exception {
    try (Store store = destination()) {
      write(store, "Photo.jpg", "first");
      refused(store, "photo.jpg");
      refused(store, "PHOTO.JPG");
    }
    assertThat(root().resolve("Photo.jpg")).hasContent("first");
    assertThat(filesInRoot()).containsExactly("Photo.jpg");
  }

  @Test
  void what_is_spelt_as_it_is_there_is_written_over() throws Exception {
    file("Photo.jpg");
    try (Store store = destination()) {
      write(store, "Photo.jpg", "newer");
      write(store, "Photo.jpg", "newest");
      write(store, "2024", "a");
      write(store, "2024", "b");
    }
    assertThat(root().resolve("Photo.jpg")).hasContent("newest");
    assertThat(root().resolve("2024")).hasContent("b");
  }

  @Test
  void one_that_is_written_in_parts_is_refused_too() throws Exception {
    file("large");
    BytesSource source = BytesSource.of(new byte[LocalPartWriter.PART_BYTES + 1]);
    try (Store store = destination();
        PartWriter parts =
            store.writeParts(
                new WriteSpec(Key.of("LARGE"), source.sizeBytes(), Fingerprint.UNREAD), source)) {
      parts.writePart(1);
      parts.writePart(2);
      failure(parts::commit, Kind.REFUSED);
    }
    assertThat(root().resolve("large")).hasContent("large");
    assertThat(filesInRoot()).containsExactly("large");
  }

  @Test
  void a_folder_that_is_there_in_another_case_is_refused() throws Exception {
    file("a/x");
    try (Store store = destination()) {
      assertThat(refused(store, "A/x").getMessage()).contains("another spelling");
      refused(store, "A/y");
      refused(store, "A/new/z");
      write(store, "a/y", "y");
      write(store, "b/x", "x");
      refused(store, "B/x");
    }
    assertThat(root().resolve("a/x")).hasContent("a/x");
    assertThat(filesInRoot()).containsExactly("a/x", "a/y", "b/x");
  }

  @Test
  void a_deletion_takes_no_file_of_another_spelling() throws Exception {
    file("Photo.jpg");
    file("d/kept");
    try (Store store = destination()) {
      List<Key> keys = Stream.of("photo.jpg", "D/kept", "d/KEPT").map(Key::of).toList();
      assertThat(store.delete(Named.entries(keys))).isEmpty();
      assertThat(filesInRoot()).containsExactly("Photo.jpg", "d/kept");

      assertThat(store.delete(Named.entries(List.of(Key.of("Photo.jpg"), Key.of("d/kept")))))
          .isEmpty();
    }
    assertThat(filesInRoot()).isEmpty();
  }

  @Test
  void what_was_deleted_in_one_spelling_can_be_written_in_another() throws Exception {
    file("Photo.jpg");
    file("A/x");
    try (Store store = destination()) {
      write(store, "A/y", "y");
      store.delete(Named.entries(List.of(Key.of("Photo.jpg"), Key.of("A/x"), Key.of("A/y"))));
      write(store, "photo.jpg", "new");
      write(store, "a/x", "new");
    }
    assertThat(filesInRoot()).containsExactly("a/x", "photo.jpg");
  }

  @Test
  void many_spellings_written_at_once_leave_one() throws Exception {
    try (Store store = destination();
        WorkerGroup group = WorkerGroup.ofVirtual("writing")) {
      AtomicInteger written = new AtomicInteger();
      for (int i = 0; i < 16; i++) {
        StringBuilder name = new StringBuilder("abcd");
        for (int bit = 0; bit < 4; bit++) {
          if ((i >> bit & 1) == 1) {
            name.setCharAt(bit, Character.toUpperCase(name.charAt(bit)));
          }
        }
        group.fork(() -> {
          try {
            write(store, name.toString(), name.toString());
            written.incrementAndGet();
          } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.REFUSED);
          }
        });
      }
      group.join();
      assertThat(written).hasValue(1);
    }
    assertThat(filesInRoot())
        .singleElement()
        .satisfies(name -> assertThat(root().resolve(name)).hasContent(name));
  }

  /// However much is to be deleted, and whatever failed.
  @Test
  void a_mirror_loses_nothing_that_the_source_has() throws Exception {
    file("photo.jpg");
    file("a/x");
    file("gone");
    MemoryStore source = new MemoryStore(MemoryOptions.named("m"));
    for (String key : List.of("Photo.jpg", "photo.jpg", "A/x", "a/x", "new")) {
      source.put(key, "the source's " + key);
    }
    SyncPolicy policy =
        new SyncPolicy(
            Comparison.MD5,
            SyncPolicy.Mode.SYNC,
            new SyncPolicy.Deletion(true, OptionalLong.empty(), true, true));
    SyncReport report;
    try (Store target = destination()) {
      target.checkReadable();
      report =
          new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
              .run(
                  new SyncRequest(source, target, policy, KeyFilter.EVERYTHING, Tuning.DEFAULT),
                  RunObserver.SILENT,
                  new Cancellation());
    }
    assertThat(report.addsUp()).isTrue();
    assertThat(report.failures())
        .extracting(failed -> failed.key().value())
        .containsExactlyInAnyOrder("Photo.jpg", "A/x");
    assertThat(filesInRoot()).containsExactly("a/x", "new", "photo.jpg");
    for (String name : filesInRoot()) {
      assertThat(root().resolve(name)).hasContent("the source's " + name);
    }
  }

  /// What the other spelling of a listed name is planned for deletion.
  @Test
  void a_file_whose_name_changed_in_case_alone_is_neither_lost_nor_written_over() throws Exception {
    file("photo.jpg");
    MemoryStore source = new MemoryStore(MemoryOptions.named("m"));
    source.put("Photo.jpg", "new");
    SyncPolicy policy =
        new SyncPolicy(
            Comparison.MD5,
            SyncPolicy.Mode.SYNC,
            new SyncPolicy.Deletion(true, OptionalLong.empty(), true, false));
    try (Store target = destination()) {
      target.checkReadable();
      new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine())
          .run(
              new SyncRequest(source, target, policy, KeyFilter.EVERYTHING, Tuning.DEFAULT),
              RunObserver.SILENT,
              new Cancellation());
    }
    assertThat(root().resolve("photo.jpg")).hasContent("photo.jpg");
  }

  @Test
  void where_cases_are_told_apart_forms_may_yet_be_one() throws Exception {
    fold = FoldingDirectory.FORMS;
    try (Store store = destination()) {
      write(store, "Photo", "a");
      write(store, "photo", "b");
      write(store, COMPOSED, "first");
      refused(store, APART);
      write(store, COMPOSED, "second");
      write(store, COMPOSED + "/x", "x");
    } catch (StoreException e) {
      assertThat(e.kind()).isEqualTo(Kind.OBSTRUCTED); // a file is in the folder's place
    }
    assertThat(filesInRoot()).containsExactly("Photo", COMPOSED, "photo");
    assertThat(root().resolve(COMPOSED)).hasContent("second");
  }

  @Test
  void forms_of_folders_and_deletions_are_told_apart_too() throws Exception {
    fold = FoldingDirectory.FORMS;
    file(COMPOSED + "/x");
    try (Store store = destination()) {
      refused(store, APART + "/x");
      store.delete(Named.entries(List.of(Key.of(APART + "/x"))));
      assertThat(filesInRoot()).containsExactly(COMPOSED + "/x");
      store.delete(Named.entries(List.of(Key.of(COMPOSED + "/x"))));
    }
    assertThat(filesInRoot()).isEmpty();
  }

  @Test
  void a_name_whose_other_spelling_would_be_too_long_is_written_like_any() throws Exception {
    for (UnaryOperator<String> each :
        List.of(FoldingDirectory.CASES, FoldingDirectory.FORMS, UnaryOperator.<String>identity())) {
      fold = each;
      String[] names = {
        "\uac01".repeat(85), // three bytes each, nine apart
        "\u00e9".repeat(127), // two bytes, and three
        "\u0250".repeat(127) + "/x", // two bytes, and three in the other case
        "\u00e8".repeat(127) + "/x"
      };
      try (Store store = destination()) {
        for (String name : names) {
          write(store, name, "first");
          write(store, name, "second");
        }
        assertThat(filesInRoot()).containsExactlyInAnyOrder(names);
        store.delete(Named.entries(Stream.of(names).map(Key::of).toList()));
        assertThat(filesInRoot()).isEmpty();
      }
    }
  }

  @Test
  void where_all_spellings_are_told_apart_each_is_a_file() throws Exception {
    fold = UnaryOperator.identity();
    String[] names = {"a", "A", COMPOSED, APART, "d/x", "D/x", COMPOSED + "-d/x", APART + "-d/x"};
    try (Store store = destination()) {
      for (String name : names) {
        write(store, name, name);
      }
      assertThat(filesInRoot()).containsExactlyInAnyOrder(names);
      store.delete(Named.entries(List.of(Key.of("A"), Key.of(APART), Key.of("D/x"))));
    }
    assertThat(filesInRoot())
        .containsExactlyInAnyOrder("a", COMPOSED, "d/x", COMPOSED + "-d/x", APART + "-d/x");
  }
}
