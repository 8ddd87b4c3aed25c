package dev.sluice.care.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.care.move.MoveOutcome.Why;
import dev.sluice.flow.BlockingIo;
import dev.sluice.location.SingleEntryStore;
import dev.sluice.model.Key;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a move removes from a folder.
class MoveFilesTest {

  private static final BlockingIo IO = new BlockingIo("move-test", 4);
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));

  @TempDir Path folder;

  private final MemoryStore target = MemoryStore.named("to");
  private final MoveHarness move = new MoveHarness();
  private Store source = target;

  @BeforeEach
  void open() throws Exception {
    source = LocalStore.open(folder.resolve("src"), LocalOptions.SOURCE, IO, IO);
    Files.createDirectory(folder.resolve("src"));
  }

  @AfterEach
  void close() {
    source.close();
  }

  private Path file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(folder.resolve(name + "/..").normalize());
    Files.writeString(file, content);
    return Files.setLastModifiedTime(file, LONG_AGO);
  }

  private List<String> tree() throws IOException {
    Path src = folder.resolve("src");
    try (Stream<Path> all = Files.walk(src)) {
      return all.filter(each -> !each.equals(src))
          .map(each -> src.relativize(each).toString())
          .sorted()
          .toList();
    }
  }

  private static void rewrite(Path file, String content) {
    try {
      Files.writeString(file, content);
      Files.setLastModifiedTime(file, LONG_AGO);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void files_go_and_the_folders_that_this_empties_and_no_other() throws Exception {
    file("src/a", "1");
    file("src/d/e/b", "2");
    file("src/f/c", "3");
    Files.createDirectory(folder.resolve("src/empty"));
    Files.createSymbolicLink(folder.resolve("src/f/link"), Path.of("c"));
    MoveReport report = move.move(source, target);
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.counts().moved()).isEqualTo(3);
    assertThat(tree()).containsExactly("empty", "f", "f/link");
    assertThat(target.keys()).containsExactly("a", "d/e/b", "f/c");
  }

  @Test
  void a_file_that_is_changed_after_it_was_read_stays_though_its_size_and_time_are_the_same()
      throws Exception {
    Path a = file("src/a", "12345");
    file("src/b", "12345");
    move.beforeRemoval = () -> rewrite(a, "54321");
    MoveReport report = move.move(source, target);
    assertThat(tree()).containsExactly("a");
    assertThat(target.text("a")).hasValue("12345");
    assertThat(report.counts().left()).isEqualTo(Map.of(Why.DIFFERENT, 1L));
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
  }

  @Test
  void so_does_one_that_another_file_has_replaced_and_one_that_has_grown() throws Exception {
    Path a = file("src/a", "12345");
    Path b = file("src/b", "12345");
    Path other = file("other", "54321");
    move.beforeRemoval =
        () -> {
          try {
            Files.move(other, a, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(b, "123456");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    MoveReport report = move.move(source, target);
    assertThat(tree()).containsExactly("a", "b");
    assertThat(report.counts().left()).isEqualTo(Map.of(Why.DIFFERENT, 1L, Why.CHANGED, 1L));
  }

  @Test
  void a_file_of_which_only_the_permissions_have_changed_is_compared_once_more_and_goes()
      throws Exception {
    Path a = file("src/a", "12345");
    move.beforeRemoval = () -> assertThat(a.toFile().setExecutable(true)).isTrue();
    assertThat(move.move(source, target).status()).isEqualTo(RunStatus.OK);
    assertThat(tree()).isEmpty();
  }

  @Test
  void all_names_of_a_file_go() throws Exception {
    Path a = file("src/a", "12345");
    Files.createLink(folder.resolve("src/b"), a);
    Files.createLink(folder.resolve("src/c"), a);
    MoveReport report = move.move(source, target);
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(tree()).isEmpty();
    assertThat(target.keys()).containsExactly("a", "b", "c");
  }

  @Test
  void a_folder_that_a_link_has_replaced_is_not_gone_through() throws Exception {
    file("src/d/a", "12345");
    file("elsewhere/a", "12345");
    move.beforeRemoval =
        () -> {
          try {
            Files.move(folder.resolve("src/d"), folder.resolve("moved"));
            Files.createSymbolicLink(folder.resolve("src/d"), folder.resolve("elsewhere"));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    MoveReport report = move.move(source, target);
    assertThat(folder.resolve("elsewhere/a")).hasContent("12345");
    assertThat(report.counts().moved()).isZero();
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
  }

  @Test
  void one_file_under_two_names_is_refused() throws Exception {
    Path a = file("src/a", "12345");
    Files.createLink(folder.resolve("src/b"), a);
    try (LocalStore there =
        LocalStore.open(folder.resolve("src"), LocalOptions.DESTINATION, IO, IO)) {
      Store from = SingleEntryStore.source(source, Key.of("a"), Key.of("b"));
      Store to = new SingleEntryStore(there, Key.of("b"), Key.of("b"));
      assertThatThrownBy(() -> move.move(from, to))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("are one file");
    }
    assertThat(tree()).containsExactly("a", "b");
  }

  @Test
  void one_file_goes_under_another_name() throws Exception {
    file("src/d/a", "12345");
    file("src/d/b", "12345");
    Store from = SingleEntryStore.source(source, Key.of("d/a"), Key.of("k"));
    Store to = new SingleEntryStore(target, Key.of("k"), Key.of("k"));
    assertThat(move.move(from, to).status()).isEqualTo(RunStatus.OK);
    assertThat(tree()).containsExactly("d", "d/b");
    assertThat(target.text("k")).hasValue("12345");
  }
}
