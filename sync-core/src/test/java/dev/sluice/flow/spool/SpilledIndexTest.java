package dev.sluice.flow.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpilledIndexTest {

  @TempDir Path folder = Path.of(".");

  /// Begins with its hash.
  private static byte[] record(int hash, byte[] rest) {
    return ByteBuffer.allocate(Integer.BYTES + rest.length).putInt(hash).put(rest).array();
  }

  private static int hash(byte[] record) {
    return ByteBuffer.wrap(record).getInt();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(List<byte[]> records) {
    return records.stream()
        .map(record ->
            new String(
                record, Integer.BYTES, record.length - Integer.BYTES, StandardCharsets.UTF_8))
        .toList();
  }

  @Property(tries = 50)
  void each_hash_gives_its_records_in_memory_and_in_the_file(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path temporary = Files.createTempDirectory("sluice-index-test");
    Map<Integer, List<String>> expected = new HashMap<>();
    try (SpilledIndex index =
        new SpilledIndex(temporary, Integer.MAX_VALUE, SpilledIndexTest::hash)) {
      for (int i = 0; i < 5000; i++) {
        int hash = random.nextInt(2000) * (random.nextBoolean() ? 1 : 0x01000193);
        String record = "x".repeat(random.nextInt(200)) + i;
        assertThat(index.add(record(hash, bytes(record)))).isTrue();
        List<String> alike = expected.computeIfAbsent(hash, _ -> new ArrayList<>());
        if (alike.size() < PackedSlots.MOST_ALIKE) {
          alike.add(record);
        }
        if (random.nextInt(4000) == 0) {
          assertThat(texts(index.get(hash))).containsExactlyInAnyOrderElementsOf(alike);
        }
      }
      expected.forEach((hash, records) ->
          assertThat(texts(index.get(hash))).containsExactlyInAnyOrderElementsOf(records));
      assertThat(index.get(-1)).isEmpty();
    }
    assertThat(temporary).isEmptyDirectory();
    Files.delete(temporary);
  }

  @Test
  void memory_holds_nothing_of_records_before_one_is_asked_for_and_then_a_dozen_bytes_of_each() {
    int records = 300_000;
    Random random = new Random(1);
    try (SpilledIndex index = new SpilledIndex(folder, records, SpilledIndexTest::hash)) {
      for (int i = 0; i < records; i++) {
        index.add(record(random.nextInt(), new byte[20]));
      }
      assertThat(index.heldBytes()).isLessThan(1 << 18);
      index.get(1);
      assertThat(index.heldBytes()).isLessThan((1 << 18) + records * 13L);
    }
  }

  @Test
  void many_records_of_one_hash_cost_no_more_than_others_and_the_first_of_them_are_found() {
    try (SpilledIndex index = new SpilledIndex(folder, Integer.MAX_VALUE, SpilledIndexTest::hash)) {
      for (int i = 0; i < 200_000; i++) {
        index.add(record(1, bytes("record " + i)));
        assertThat(index.get(1).size()).isEqualTo(Math.min(i + 1, PackedSlots.MOST_ALIKE));
      }
      assertThat(texts(index.get(1))).contains("record 0", "record 7");
    }
  }

  @Test
  void when_it_is_full_nothing_more_is_kept() {
    try (SpilledIndex index = new SpilledIndex(folder, 2, SpilledIndexTest::hash)) {
      assertThat(index.add(record(1, bytes("a")))).isTrue();
      assertThat(index.add(record(1, bytes("b")))).isTrue();
      assertThat(index.add(record(1, bytes("c")))).isFalse();
      assertThat(texts(index.get(1))).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  void where_no_file_can_be_made_it_finds_nothing_and_goes_on() {
    try (SpilledIndex index =
        new SpilledIndex(folder.resolve("absent"), Integer.MAX_VALUE, SpilledIndexTest::hash)) {
      boolean kept = true;
      for (int i = 0; i < 10_000 && kept; i++) {
        kept = index.add(record(i, new byte[1000]));
      }
      assertThat(kept).isFalse();
      assertThat(index.get(1)).isEmpty();
      assertThat(index.add(record(1, bytes("a")))).isFalse();
    }
  }

  @Test
  void records_of_any_length_up_to_the_longest_are_kept() {
    try (SpilledIndex index = new SpilledIndex(folder, Integer.MAX_VALUE, SpilledIndexTest::hash)) {
      for (int length : new int[] {0, 1, 9, 10, 11, 65_530, 65_531}) {
        assertThat(index.add(record(length, new byte[length]))).isTrue();
      }
      assertThat(index.add(new byte[65_536])).isFalse();
      for (int length : new int[] {0, 1, 9, 10, 11, 65_530, 65_531}) {
        assertThat(index.get(length))
            .singleElement()
            .satisfies(found -> assertThat(found).hasSize(Integer.BYTES + length));
      }
    }
  }
}
