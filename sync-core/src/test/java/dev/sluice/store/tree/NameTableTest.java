package dev.sluice.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NameTableTest {

  private static final int SMALL_HEAP_BYTES = 2000;

  /// Few letters on both sides of the slash, so that many names go on from others.
  private static final String LETTERS = "a-.0\u00e9";

  private static NameTable table(Iterable<String> names, Set<String> directories, int heapBytes)
      throws IOException {
    try (NameTableBuilder builder =
        new NameTableBuilder(heapBytes, Path.of(System.getProperty("java.io.tmpdir")))) {
      for (String name : names) {
        builder.add(name.getBytes(StandardCharsets.UTF_8));
      }
      return builder.build(directories::contains);
    }
  }

  private static List<String> inOrder(NameTable table) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      names.add(table.name(i) + (table.hint(i) == NameTable.DIRECTORY ? "/" : ""));
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void names_in_a_file_stand_as_they_would_in_the_heap(long seed) throws Exception {
    Random random = new Random(seed);
    Set<String> names = new LinkedHashSet<>();
    Set<String> directories = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      StringBuilder name = new StringBuilder("a");
      for (int length = random.nextInt(9); length > 0; length--) {
        name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
      }
      names.add(name.toString());
      if (random.nextBoolean()) {
        directories.add(name.toString());
      }
    }

    NameTable heap = table(names, directories, NameTableBuilder.HEAP_BYTES);
    NameTable file = table(names, directories, SMALL_HEAP_BYTES);

    assertThat(heap).isInstanceOf(PackedNames.class);
    assertThat(file).isInstanceOf(SpilledNames.class);
    assertThat(inOrder(file)).isEqualTo(inOrder(heap)).isNotEmpty();
    for (String name : names) {
      for (String bound : List.of(name, name + "/x", name + "-")) {
        byte[] bytes = ("dir/" + bound).getBytes(StandardCharsets.UTF_8);
        assertThat(file.countNotAbove(bytes, 4)).isEqualTo(heap.countNotAbove(bytes, 4));
        assertThat(file.countReaching(bytes, 4)).isEqualTo(heap.countReaching(bytes, 4));
      }
    }
  }

  @Test
  void a_directory_in_a_file_stands_behind_all_that_goes_on_from_it_below_the_slash()
      throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 9999; i >= 0; i--) {
      names.add("a-%04d".formatted(i));
    }
    names.addAll(List.of("a", "a0", "a-0000-x"));

    List<String> order = inOrder(table(names, Set.of("a", "a-0000"), SMALL_HEAP_BYTES));

    assertThat(order).hasSize(10_003).startsWith("a-0000-x", "a-0000/", "a-0001");
    assertThat(order).endsWith("a-9999", "a/", "a0");
  }
}
