package dev.sluice.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.FakeTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DirectoryReaderTest {

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final FakeTime time = new FakeTime();
  private final MemoryTree tree = new MemoryTree();

  private DirectoryReader reader() {
    return new DirectoryReader(tree, time, TEMPORARY);
  }

  /// As a file system does, which notes the time.
  private void create(String name) throws Exception {
    tree.file(name);
    tree.setModifiedTime(DirectoryTree.ROOT, time.now());
  }

  private static DirectoryReader.Directory read(DirectoryReader reader, boolean goesOn)
      throws Exception {
    DirectoryReader.Reading reading = reader.read(DirectoryTree.ROOT, null, goesOn);
    if (reading.open() != null) {
      reading.open().close();
    }
    return reading.directory();
  }

  private void makeFiles(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      tree.file("f" + i);
    }
    tree.setModifiedTime(DirectoryTree.ROOT, time.now().minusSeconds(100));
  }

  @Test
  void a_large_directory_is_read_once_for_all() throws Exception {
    makeFiles(2100);
    DirectoryReader reader = reader();
    assertThat(read(reader, false)).isSameAs(read(reader, false));
  }

  @Test
  void a_directory_that_changed_is_read_again() throws Exception {
    makeFiles(2100);
    DirectoryReader reader = reader();
    assertThat(read(reader, false).names().size()).isEqualTo(2100);
    create("one more");
    assertThat(read(reader, false).names().size()).isEqualTo(2101);
    tree.remove("one more");
    tree.setModifiedTime(DirectoryTree.ROOT, time.now());
    assertThat(read(reader, false).names().size()).isEqualTo(2100);
  }

  @Test
  void a_directory_that_has_just_changed_is_not_remembered_as_it_may_change_unseen()
      throws Exception {
    makeFiles(2100);
    DirectoryReader reader = reader();
    tree.setModifiedTime(DirectoryTree.ROOT, time.now());
    assertThat(read(reader, false).names().size()).isEqualTo(2100);
    create("in the same tick");
    assertThat(read(reader, false).names().size()).isEqualTo(2101);
  }

  @Test
  void going_on_inside_of_a_directory_sees_what_another_cursor_still_reads() throws Exception {
    makeFiles(2100);
    DirectoryReader reader = reader();
    DirectoryReader.Directory first = read(reader, false);
    create("new");

    DirectoryReader.Directory second = read(reader, true);
    assertThat(second).isSameAs(first);
    reader.release(DirectoryTree.ROOT, first);
    assertThat(read(reader, true)).isSameAs(first);
    reader.release(DirectoryTree.ROOT, first);
    reader.release(DirectoryTree.ROOT, first);
    assertThat(read(reader, true).names().size()).isEqualTo(2101);
  }

  @Test
  void a_listing_from_the_beginning_sees_the_directory_as_it_is() throws Exception {
    makeFiles(2100);
    DirectoryReader reader = reader();
    DirectoryReader.Directory old = read(reader, false);
    create("new");

    DirectoryReader.Directory fresh = read(reader, false);
    assertThat(fresh.names().size()).isEqualTo(2101);
    reader.release(DirectoryTree.ROOT, old); // the newer one stays
    assertThat(read(reader, true)).isSameAs(fresh);
  }

  @Test
  void a_name_is_looked_at_only_where_that_decides_the_order() throws Exception {
    NameTableBuilder builder = new NameTableBuilder(NameTableBuilder.HEAP_BYTES, TEMPORARY);
    List<String> names = List.of("b", "a0", "a-b", "a.b", "a", "a.b!c", "b0", "c/".substring(0, 1));
    for (String name : names) {
      builder.add(name.getBytes(StandardCharsets.UTF_8));
    }
    List<String> asked = new ArrayList<>();
    NameTable table =
        builder.build(name -> {
          asked.add(name);
          return true;
        });
    assertThat(asked).containsExactly("a", "a.b");
    assertThat(IntStream.range(0, table.size()).mapToObj(table::name))
        .containsExactly("a-b", "a.b!c", "a.b", "a", "a0", "b", "b0", "c");
  }

  @Test
  void a_directory_too_large_for_its_share_of_the_heap_is_read_all_the_same() throws Exception {
    makeFiles(10_000);
    DirectoryReader small = new DirectoryReader(tree, time, TEMPORARY, 10_000);

    NameTable names = read(small, false).names();

    assertThat(names).isInstanceOf(SpilledNames.class);
    List<String> inHeap = new ArrayList<>();
    NameTable expected = read(reader(), false).names();
    for (int i = 0; i < expected.size(); i++) {
      inHeap.add(expected.name(i));
    }
    assertThat(IntStream.range(0, names.size()).mapToObj(names::name)).isEqualTo(inHeap);
  }
}
