package dev.sluice.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `-Dsluice.kills=200` for a longer run.
class RowStoreKillTest {

  private static final int WRITERS = 3;

  @TempDir Path folder = Path.of(".");

  private Process start(long seed) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledWriter.class.getName(),
            folder.toString(),
            Long.toString(seed));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void requireSound(RowStore store) throws IOException {
    RowCursor cursor = store.cursor();
    while (cursor.next()) {
      Row row = cursor.row();
      if (!row.isRemoved()) {
        assertThat(row.facts()).isEqualTo(KilledWriter.facts(row.keyBytes(), row.stamp()));
      }
    }
    assertThat(store.damagedBlocks()).isZero();
  }

  private Set<String> keysOfBase() throws IOException {
    Path base = new RowFolder(folder).names().base();
    Set<String> keys = new HashSet<>();
    if (base != null) {
      try (BlockFile file = BlockFile.open(base)) {
        RowCursor cursor = file.cursor(0);
        while (cursor.next()) {
          addIfItStays(cursor.row(), keys);
        }
      }
    }
    return keys;
  }

  private static void addIfItStays(Row row, Set<String> keys) {
    if (row.keyText().startsWith("a/")) {
      keys.add(row.keyText());
    }
  }

  private Set<String> keys(RowStore store) throws IOException {
    Set<String> keys = new HashSet<>();
    RowCursor cursor = store.cursor();
    while (cursor.next()) {
      addIfItStays(cursor.row(), keys);
    }
    return keys;
  }

  @Test
  void three_writers_killed_at_any_time_leave_sound_rows_and_lose_none_of_a_base()
      throws Exception {
    Random random = new Random(Long.getLong("sluice.seed", System.nanoTime()));
    int kills = Integer.getInteger("sluice.kills", 4);
    for (int kill = 0; kill < kills; kill++) {
      List<Process> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writers.add(start(random.nextLong()));
      }
      boolean exited =
          writers.getFirst().waitFor(500 + random.nextInt(2500), TimeUnit.MILLISECONDS);
      assertThat(exited).as("a writer ended by itself").isFalse();
      Set<String> ofBase = keysOfBase();
      for (Process writer : writers) {
        writer.destroyForcibly().waitFor();
      }
      try (RowStore store = RowStore.open(folder, "/data", Time.SYSTEM)) {
        requireSound(store);
        assertThat(keys(store).containsAll(ofBase)).as("rows of a base are there").isTrue();
        assertThat(store.problems()).isEmpty();
      }
    }
  }
}
