package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Time;
import dev.sluice.model.FileStamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowStoreTest {

  @TempDir Path home = Path.of(".");

  private Path folder() {
    return home.resolve("sluice/hash/0123");
  }

  private RowStore open() {
    return RowStore.open(folder(), "/data", Time.SYSTEM);
  }

  private static Row row(String key, long size) {
    return Row.of(
        key.getBytes(StandardCharsets.UTF_8), new FileStamp(size, 2, 3, 4), false, new byte[64]);
  }

  private static Map<String, Long> read(RowStore store) throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    RowCursor cursor = store.cursor();
    while (cursor.next()) {
      rows.put(cursor.row().keyText(), cursor.row().isRemoved() ? -1 : cursor.row().sizeBytes());
    }
    return rows;
  }

  private Map<String, Long> readAgain() throws IOException {
    try (RowStore store = open()) {
      assertThat(store.problems()).isEmpty();
      return read(store);
    }
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.map(RowFolder::name).filter(name -> !name.equals("lock")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A log as a run has left it that was killed after it had written so many rows.
  private Path killed(String name, Row... rows) throws IOException {
    Files.createDirectories(folder());
    Path log = folder().resolve(name);
    try (BlockWriter writer = BlockWriter.create(log, new FileHeader("/data"))) {
      for (Row row : rows) {
        writer.add(row);
      }
      writer.endRun();
    }
    return log;
  }

  @Test
  void what_a_run_added_the_next_one_reads_and_nothing_is_made_before() throws Exception {
    try (RowStore store = open()) {
      assertThat(read(store)).isEmpty();
    }
    assertThat(home.resolve("sluice")).doesNotExist();
    try (RowStore store = open()) {
      store.add(row("b", 2));
      store.add(row("a", 1));
      store.add(row("b", 3));
    }
    assertThat(readAgain()).isEqualTo(Map.of("a", 1L, "b", 3L));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
  }

  @Test
  void a_newer_row_takes_the_place_of_an_older_one_and_says_if_the_file_is_gone() throws Exception {
    try (RowStore store = open()) {
      store.add(row("a", 1));
      store.add(row("b", 1));
    }
    try (RowStore store = open()) {
      store.add(row("a", 2));
      store.add(Row.removed(new byte[] {'b'}));
    }
    assertThat(readAgain()).isEqualTo(Map.of("a", 2L, "b", -1L));
  }

  @Test
  void runs_side_by_side_add_to_logs_of_their_own() throws Exception {
    try (RowStore one = open();
        RowStore other = open()) {
      one.add(row("a", 1));
      other.add(row("b", 2));
    }
    assertThat(names()).hasSize(2);
    assertThat(readAgain()).isEqualTo(Map.of("a", 1L, "b", 2L));
  }

  @Test
  void logs_that_have_grown_are_brought_into_one_base_without_what_is_gone() throws Exception {
    Random random = new Random(1);
    Map<String, Long> expected = new TreeMap<>();
    for (int run = 0; run < 3; run++) {
      try (RowStore store = open()) {
        for (int i = 0; i < 70_000; i++) {
          String key = "folder/with/a/name/" + random.nextInt(200_000);
          long size = random.nextInt(1000);
          if (size == 0) {
            store.add(Row.removed(key.getBytes(StandardCharsets.UTF_8)));
            expected.remove(key);
          } else {
            store.add(row(key, size));
            expected.put(key, size);
          }
        }
      }
    }
    assertThat(names()).first().asString().startsWith("base-");
    assertThat(names()).filteredOn(name -> name.startsWith("base-")).hasSize(1);
    Map<String, Long> read = readAgain();
    read.values().removeIf(size -> size < 0);
    assertThat(read).isEqualTo(expected);
  }

  @Test
  void logs_of_many_killed_runs_are_read_and_brought_together() throws Exception {
    for (int run = 1; run <= 70; run++) {
      killed(String.format("log-%012x", run), row("a", run), row("b" + run, run));
    }
    Map<String, Long> before;
    try (RowStore store = open()) {
      before = read(store);
      assertThat(before).hasSize(71).containsEntry("a", 70L);
    }
    assertThat(names()).hasSizeLessThan(10).first().asString().startsWith("base-");
    assertThat(readAgain()).isEqualTo(before);
  }

  @Test
  void a_log_that_another_run_is_writing_stays() throws Exception {
    for (int run = 1; run <= 70; run++) {
      killed(String.format("log-%012x", run), row("a", run));
    }
    Path living = folder().resolve("log-000000000003");
    try (FileChannel held = FileChannel.open(living, StandardOpenOption.WRITE)) {
      held.lock();
      assertThat(readAgain()).containsEntry("a", 70L);
      assertThat(living).exists();
      assertThat(names()).contains("log-000000000004");
    }
    assertThat(readAgain()).isEqualTo(Map.of("a", 70L));
    assertThat(names()).hasSizeLessThan(10);
  }

  @Test
  void a_log_that_a_base_has_replaced_is_passed_over_and_removed() throws Exception {
    killed("log-000000000001", row("a", 1), row("gone", 1));
    try (BlockWriter base =
        BlockWriter.create(folder().resolve("base-000000000007"), new FileHeader("/data"))) {
      base.add(row("a", 2));
      base.finish(true);
    }
    assertThat(readAgain()).isEqualTo(Map.of("a", 2L));
    assertThat(names()).containsExactly("base-000000000007");
  }

  @Test
  void what_cannot_be_used_is_set_aside_with_a_word_and_the_rest_is_read() throws Exception {
    killed("log-000000000002", row("a", 1));
    Files.writeString(
        folder().resolve("base-000000000001"), "of somebody else, and no rows at all");
    try (RowStore store = open()) {
      assertThat(read(store)).isEqualTo(Map.of("a", 1L));
      assertThat(store.problems())
          .singleElement()
          .asString()
          .startsWith(folder() + "/base-000000000001 cannot be used: ")
          .endsWith("it was set aside");
    }
    assertThat(names()).anyMatch(name -> name.matches("base-0{11}1\\.bad-\\d{8}-\\d{6}"));
    assertThat(readAgain()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void where_nothing_can_be_written_rows_are_dropped_and_it_is_said_once() throws Exception {
    Files.writeString(home.resolve("sluice"), "a file where the folder would be");
    RowStore store = open();
    store.add(row("a", 1));
    store.close();
    assertThat(store.problems()).singleElement().asString().contains("cannot be read: ");
  }

  @Test
  void a_folder_that_cannot_be_made_is_said_when_rows_are_written() throws Exception {
    RowStore store = open();
    Files.writeString(home.resolve("sluice"), "a file where the folder would be");
    store.add(row("a", 1));
    store.close();
    assertThat(store.problems()).singleElement().asString().contains("cannot be written: ");
  }
}
