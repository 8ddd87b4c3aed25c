package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.FileStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.jspecify.annotations.Nullable;

class BlockFileTest {

  private static final FileHeader HEADER = new FileHeader("/data/photos");

  private Path folder = Path.of(".");

  @BeforeTry
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("block-file");
  }

  @AfterTry
  void removeFolder() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// A row as a value.
  private record Kept(String key, @Nullable FileStamp stamp, boolean racy, String facts) {
    static Kept of(Row row) {
      return new Kept(
          row.keyText(),
          row.isRemoved() ? null : row.stamp(),
          row.isRacy(),
          new String(row.facts(), StandardCharsets.UTF_8));
    }

    Row row() {
      byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
      return stamp == null
          ? Row.removed(bytes)
          : Row.of(bytes, stamp, racy, facts.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<Kept> rows(Random random, int count) {
    TreeSet<String> keys =
        new TreeSet<>(
            Comparator.comparing(
                (String key) -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    String[] pieces = {"a", "b/", "photo-", "\u00e4", "\ue000", "\ud83d\ude00", "0", "zz/", "-"};
    while (keys.size() < count) {
      StringBuilder key = new StringBuilder(random.nextInt(3) == 0 ? "x".repeat(300) : "d/");
      for (int i = random.nextInt(8); i >= 0; i--) {
        key.append(pieces[random.nextInt(pieces.length)]);
      }
      keys.add(key.append(random.nextInt(1000)).toString());
    }
    List<Kept> rows = new ArrayList<>();
    for (String key : keys) {
      FileStamp stamp =
          switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> new FileStamp(Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE);
            case 2 -> new FileStamp(0, -1, 0, 0);
            default ->
                new FileStamp(
                    random.nextInt(100_000),
                    1_700_000_000_000_000_000L + random.nextInt(),
                    1_700_000_000_000_000_000L + random.nextInt(),
                    7_000_000 + random.nextInt(5_000));
          };
      boolean racy = stamp != null && random.nextBoolean();
      rows.add(new Kept(key, stamp, racy, stamp == null ? "" : "f".repeat(random.nextInt(60))));
    }
    return rows;
  }

  private Path write(List<List<Kept>> runs, boolean finished) throws IOException {
    Path path = folder.resolve("file");
    try (BlockWriter writer = BlockWriter.create(path, HEADER)) {
      for (List<Kept> run : runs) {
        for (Kept row : run) {
          writer.add(row.row());
        }
        writer.endRun();
      }
      if (finished) {
        writer.finish(false);
      }
    }
    return path;
  }

  private static List<Kept> read(RowCursor cursor) throws IOException {
    List<Kept> rows = new ArrayList<>();
    while (cursor.next()) {
      rows.add(Kept.of(cursor.row()));
    }
    return rows;
  }

  private static RowCursor merged(BlockFile file) {
    List<RowCursor> runs = new ArrayList<>();
    for (int run = file.runs() - 1; run >= 0; run--) {
      runs.add(file.cursor(run));
    }
    return new MergeCursor(runs);
  }

  @Property(tries = 40)
  void rows_come_back_as_they_were_written_whether_or_not_the_file_was_finished(
      @ForAll long seed, @ForAll boolean finished, @ForAll @IntRange(min = 1, max = 1500) int count)
      throws Exception {
    List<Kept> rows = rows(new Random(seed), count);
    try (BlockFile file = BlockFile.open(write(List.of(rows), finished))) {
      assertThat(file.header()).isEqualTo(HEADER);
      assertThat(file.runs()).isEqualTo(1);
      assertThat(read(file.cursor(0))).isEqualTo(rows);
      assertThat(file.damagedBlocks()).isZero();
    }
  }

  @Property(tries = 40)
  void of_several_runs_read_as_one_the_newest_row_of_a_key_is_given(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int runs) throws Exception {
    Random random = new Random(seed);
    TreeMap<String, Kept> expected =
        new TreeMap<>(
            Comparator.comparing(
                (String key) -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    List<List<Kept>> written = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      List<Kept> rows = rows(random, 1 + random.nextInt(400));
      rows.forEach(row -> expected.put(row.key(), row));
      written.add(rows);
    }
    try (BlockFile file = BlockFile.open(write(written, random.nextBoolean()))) {
      assertThat(read(merged(file))).isEqualTo(List.copyOf(expected.values()));
    }
  }

  @Property(tries = 40)
  void a_cursor_passes_over_to_any_key_and_gives_every_row_from_there(@ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    List<List<Kept>> written = List.of(rows(random, 900), rows(random, 50), rows(random, 300));
    try (BlockFile file = BlockFile.open(write(written, true))) {
      List<Kept> all = read(merged(file));
      RowCursor cursor = merged(file);
      int at = -1;
      while (at < all.size() - 1) {
        int to = Math.min(all.size() - 1, at + 1 + random.nextInt(200));
        if (random.nextBoolean()) {
          cursor.seek(all.get(to).key().getBytes(StandardCharsets.UTF_8));
        } else {
          to = at + 1;
        }
        assertThat(cursor.next()).isTrue();
        assertThat(Kept.of(cursor.row())).isEqualTo(all.get(to));
        at = to;
      }
      assertThat(cursor.next()).isFalse();
    }
  }

  @Example
  void a_file_that_was_cut_off_anywhere_gives_a_beginning_of_its_rows_or_is_refused()
      throws Exception {
    List<Kept> rows = rows(new Random(7), 2500);
    byte[] whole = Files.readAllBytes(write(List.of(rows), true));
    Path cut = folder.resolve("cut");
    Random random = new Random(11);
    for (int length = 0; length < whole.length; length += 1 + random.nextInt(2000)) {
      Files.write(cut, Arrays.copyOf(whole, length));
      try (BlockFile file = BlockFile.open(cut)) {
        List<Kept> read = file.runs() == 0 ? List.of() : read(file.cursor(0));
        assertThat(read).isEqualTo(rows.subList(0, read.size()));
      } catch (DamagedException e) {
        assertThat(length).isLessThan(100); // its header was cut
      }
    }
  }

  @Example
  void a_flipped_bit_anywhere_costs_the_rows_of_its_block_and_falsifies_none() throws Exception {
    List<Kept> rows = rows(new Random(3), 2500);
    byte[] whole = Files.readAllBytes(write(List.of(rows), true));
    Set<Kept> known = Set.copyOf(rows);
    Path flipped = folder.resolve("flipped");
    Random random = new Random(5);
    int lost = 0;
    for (int at = 0; at < whole.length; at += 1 + random.nextInt(2000)) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(flipped, bytes);
      try (BlockFile file = BlockFile.open(flipped)) {
        List<Kept> read = file.runs() == 0 ? List.of() : read(file.cursor(0));
        assertThat(known.containsAll(read)).isTrue();
        lost += read.size() < rows.size() ? 1 : 0;
      } catch (DamagedException e) {
        assertThat(at).isLessThan(100); // its header is damaged
      }
    }
    assertThat(lost).isPositive();
  }

  @Example
  void a_damaged_block_is_a_gap_between_the_others() throws Exception {
    List<Kept> rows = rows(new Random(13), 2500);
    Path path = write(List.of(rows), true);
    byte[] bytes = Files.readAllBytes(path);
    bytes[40_000] ^= 1; // in the second block
    Files.write(path, bytes);
    try (BlockFile file = BlockFile.open(path)) {
      List<Kept> read = read(file.cursor(0));
      assertThat(file.damagedBlocks()).isEqualTo(1);
      assertThat(read.getFirst()).isEqualTo(rows.getFirst());
      assertThat(read.getLast()).isEqualTo(rows.getLast());
      assertThat(read).hasSizeBetween(rows.size() / 2, rows.size() - 1);
    }
  }

  @Example
  void what_is_no_such_file_or_of_another_version_is_refused_by_a_reason() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "some text that somebody put here\n");
    assertThatThrownBy(() -> BlockFile.open(text)).isInstanceOf(DamagedException.class);
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> BlockFile.open(empty)).hasMessage("it ends within a frame");

    ByteSink sink = new ByteSink();
    Frames.begin(sink);
    sink.putVarint(2);
    Frames.end(sink, Frames.HEADER);
    Path newer = Files.write(folder.resolve("newer"), sink.copy());
    assertThatThrownBy(() -> BlockFile.open(newer))
        .hasMessage("it was written by another version (2)");
  }

  @Example
  void rows_out_of_order_are_refused() throws Exception {
    try (BlockWriter writer = BlockWriter.create(folder.resolve("file"), HEADER)) {
      writer.add(Row.removed(new byte[] {'b'}));
      assertThatThrownBy(() -> writer.add(Row.removed(new byte[] {'a'})))
          .isInstanceOf(IllegalArgumentException.class);
      writer.endRun();
      writer.add(Row.removed(new byte[] {'a'}));
    }
  }
}
