package dev.sluice.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.FakeTime;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// The walk over a tree that is no local directory.
class TreeListingTest {

  private static final BlockingIo IO = new BlockingIo("tree-test", 2);

  /// Around the slash, so that names go on from others on both sides of it.
  private static final String LETTERS = "a-.0b";

  private final MemoryTree tree = new MemoryTree();

  private static TreeListing listing(MemoryTree of) {
    return new TreeListing(of, new FakeTime(), Path.of(System.getProperty("java.io.tmpdir")), IO);
  }

  private static List<String> rest(EntryCursor cursor) throws Exception {
    List<String> keys = new ArrayList<>();
    for (Listed next = cursor.next(); next != null; next = cursor.next()) {
      keys.add(next.key().value());
    }
    return keys;
  }

  private static List<String> list(MemoryTree of, KeyRange range) throws Exception {
    try (EntryCursor cursor = listing(of).list(range, Prune.NOTHING)) {
      return rest(cursor);
    }
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder("a");
    for (int length = random.nextInt(3); length > 0; length--) {
      name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return name.toString();
  }

  /// Files whose names end as no directory's does, so that none is in the place of one.
  private static Set<String> files(Random random) {
    Set<String> files = new TreeSet<>(); // ASCII, of which the order is that of keys
    for (int i = random.nextInt(40); i > 0; i--) {
      StringBuilder path = new StringBuilder();
      for (int depth = random.nextInt(3); depth > 0; depth--) {
        path.append(name(random)).append('/');
      }
      files.add(path + name(random) + "_");
    }
    return files;
  }

  @Property(tries = 300)
  void every_tree_is_listed_in_key_order_whole_or_by_ranges(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    Set<String> files = files(random);
    MemoryTree tried = new MemoryTree();
    files.forEach(tried::file);

    assertThat(list(tried, KeyRange.all())).containsExactlyElementsOf(files);
    for (String at : files) {
      Key key = Key.of(at);
      List<String> parts = new ArrayList<>(list(tried, new KeyRange(null, key)));
      assertThat(parts).endsWith(at);
      parts.addAll(list(tried, new KeyRange(key, null)));
      assertThat(parts).containsExactlyElementsOf(files);
    }
    assertThat(tried.open()).isZero();
  }

  @Test
  void a_directory_that_goes_away_under_a_cursor_is_unlisted_and_not_empty() throws Exception {
    for (int i = 0; i < 600; i++) { // more than are looked at together
      tree.file("d/%03d".formatted(i));
    }
    tree.file("e");
    try (EntryCursor cursor = listing(tree).list(KeyRange.all(), Prune.NOTHING)) {
      for (int i = 0; i < 512; i++) {
        assertThat(cursor.next()).isNotNull();
      }
      tree.remove("d");
      List<Listed> after = new ArrayList<>();
      for (Listed next = cursor.next(); next != null; next = cursor.next()) {
        after.add(next);
      }
      assertThat(after).anyMatch(each -> each instanceof Unlisted);
      assertThat(after.getLast().key()).isEqualTo(Key.of("e"));
    }
    assertThat(tree.open()).isZero();
  }

  @Test
  void a_directory_that_is_pruned_is_never_read() throws Exception {
    tree.file("a/1");
    tree.file("b/1");
    try (EntryCursor cursor = listing(tree).list(KeyRange.all(), "a/"::equals)) {
      assertThat(rest(cursor)).containsExactly("b/1");
    }
    assertThat(tree.timesRead("a")).isZero();
    assertThat(tree.timesRead("b")).isOne();
  }

  @Test
  void temporary_files_are_no_entries() throws Exception {
    tree.file(".temporary-1");
    tree.file("a");
    assertThat(list(tree, KeyRange.all())).containsExactly("a");
  }
}
