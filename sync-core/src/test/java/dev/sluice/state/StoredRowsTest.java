package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Time;
import dev.sluice.model.FileStamp;
import dev.sluice.state.RowCheck.Fault;
import dev.sluice.state.RowCheck.FaultKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredRowsTest {

  private static final String BASE = "base-000000000001";

  @TempDir Path home = Path.of(".");

  private Path folder() {
    return home.resolve("0123456789abcdef");
  }

  private StoredRows stored() {
    return new StoredRows(folder());
  }

  private static Row row(String key, boolean racy) {
    return Row.of(
        key.getBytes(StandardCharsets.UTF_8), new FileStamp(1, 2, 3, 4), racy, new byte[64]);
  }

  private RowStore open() {
    return RowStore.open(folder(), "/data", Time.SYSTEM);
  }

  /// A base of several blocks.
  private Path base() throws IOException {
    Files.createDirectories(folder());
    Path base = folder().resolve(BASE);
    try (BlockWriter writer = BlockWriter.create(base, new FileHeader("/data"))) {
      for (int i = 1000; i < 4000; i++) {
        writer.add(row("name-" + i, false));
      }
      writer.finish(true);
    }
    return base;
  }

  @Test
  void it_says_what_a_folder_holds() throws Exception {
    assertThat(stored().isThere()).isFalse();
    base();
    try (RowStore store = open()) {
      store.add(row("name-1000", true));
      store.add(Row.removed("name-1001".getBytes(StandardCharsets.UTF_8)));
      store.add(row("new", true));
    }
    Files.writeString(folder().resolve("log-000000000009.bad-20260101-000000"), "bad");
    assertThat(stored().isThere()).isTrue();
    assertThat(stored().root()).isEqualTo("/data");
    RowFigures figures = stored().figures();
    assertThat(figures.rows()).isEqualTo(3000);
    assertThat(figures.racyRows()).isEqualTo(2);
    assertThat(figures.logs()).isEqualTo(1);
    assertThat(figures.setAside()).isEqualTo(1);
    assertThat(figures.damaged()).isZero();
    assertThat(figures.isBeingWritten()).isFalse();
    assertThat(figures.lastWritten()).isNotNull();
    assertThat(figures.sizeBytes()).isEqualTo(stored().sizeBytes()).isGreaterThan(3000);
  }

  @Test
  void all_that_was_written_is_sound() throws Exception {
    Path base = base();
    try (RowStore store = open()) {
      store.add(row("a", false));
    }
    RowCheck check = stored().check();
    assertThat(check.faults()).isEmpty();
    assertThat(check.files()).isEqualTo(2);
    assertThat(check.rows()).isEqualTo(3001);
    assertThat(check.sizeBytes()).isGreaterThan(Files.size(base));
  }

  @Test
  void every_flipped_byte_of_a_base_is_found() throws Exception {
    Path base = base();
    byte[] sound = Files.readAllBytes(base);
    for (int at = 0; at < sound.length; at += 1009) {
      byte[] flipped = sound.clone();
      flipped[at] ^= 0x10;
      Files.write(base, flipped);
      assertThat(stored().check().faults()).as("byte " + at).hasSize(1);
    }
    Files.write(base, Arrays.copyOf(sound, sound.length - 1));
    assertThat(stored().check().faults())
        .singleElement()
        .extracting(Fault::kind)
        .isEqualTo(FaultKind.DAMAGED);
  }

  @Test
  void damaged_blocks_are_counted_and_the_others_are_read() throws Exception {
    Path base = base();
    byte[] bytes = Files.readAllBytes(base);
    bytes[100] ^= 1;
    Files.write(base, bytes);
    assertThat(stored().check().faults())
        .singleElement()
        .extracting(Fault::reason)
        .asString()
        .matches("1 of its \\d+ blocks are damaged, the first at byte \\d+");
    assertThat(stored().check().rows()).isBetween(1L, 2999L);
    assertThat(stored().figures().damaged()).isEqualTo(1);
  }

  @Test
  void a_log_that_was_cut_off_by_a_kill_is_sound_and_one_that_was_changed_is_not()
      throws Exception {
    Path log = folder().resolve("log-000000000001");
    Files.move(base(), log);
    byte[] sound = Files.readAllBytes(log);
    for (int length = 100; length < sound.length; length += 2003) {
      Files.write(log, Arrays.copyOf(sound, length));
      assertThat(stored().check().faults()).as("cut off at " + length).isEmpty();
    }
    byte[] flipped = sound.clone();
    flipped[200] ^= 1;
    Files.write(log, Arrays.copyOf(flipped, sound.length - 1));
    assertThat(stored().check().faults()).hasSize(1);
  }

  @Test
  void what_is_none_is_set_aside_or_cannot_be_read_is_named_apart() throws Exception {
    Files.createDirectories(folder().resolve("log-000000000002"));
    Files.writeString(folder().resolve(BASE), "of somebody else, and no rows at all");
    Files.writeString(folder().resolve("log-000000000001.bad-20260101-000000"), "bad");
    assertThat(stored().check().faults())
        .extracting(Fault::kind)
        .containsExactlyInAnyOrder(FaultKind.DAMAGED, FaultKind.UNREADABLE, FaultKind.SET_ASIDE);
  }

  @Test
  void removing_takes_what_is_its_own_and_nothing_else() throws Exception {
    assertThat(stored().remove()).isEmpty();
    base();
    Files.writeString(folder().resolve(BASE + ".part"), "of a killed run");
    Files.writeString(folder().resolve(BASE + ".bad-20260101-000000"), "bad");
    Files.writeString(folder().resolve("lock"), "");
    Files.writeString(folder().resolve("base-000000000001.txt"), "a user's");
    Files.createDirectory(folder().resolve("log-000000000002"));
    assertThat(stored().remove()).isEmpty();
    try (var left = Files.list(folder())) {
      assertThat(left.map(RowFolder::name))
          .containsExactlyInAnyOrder("base-000000000001.txt", "log-000000000002");
    }
    Files.delete(folder().resolve("base-000000000001.txt"));
    Files.delete(folder().resolve("log-000000000002"));
    base();
    assertThat(stored().remove()).isEmpty();
    assertThat(folder()).doesNotExist();
  }

  @Test
  void a_folder_that_a_run_is_writing_to_stays_whole() throws Exception {
    base();
    Path log = folder().resolve("log-000000000002");
    try (BlockWriter _ = BlockWriter.create(log, new FileHeader("/data"))) {
      assertThat(stored().figures().isBeingWritten()).isTrue();
      assertThat(stored().remove()).contains("a run is writing to it");
      assertThat(folder().resolve(BASE)).exists();
    }
    try (FileChannel lock =
        FileChannel.open(
            folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock();
      assertThat(stored().remove()).contains("a run is writing to it");
    }
    assertThat(stored().remove()).isEmpty();
  }

  @Test
  void what_a_link_leads_to_stays() throws Exception {
    Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
    Files.createSymbolicLink(folder(), elsewhere);
    base();
    assertThat(stored().remove()).contains("it is a symbolic link");
    assertThat(elsewhere.resolve(BASE)).exists();
  }
}
