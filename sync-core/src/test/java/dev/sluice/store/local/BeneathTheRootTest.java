package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Unlisted;
import dev.sluice.store.BytesSource;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.Named;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.OpenFile;
import dev.sluice.store.local.linux.LinuxDirectory;
import dev.sluice.store.local.root.RootOpener;
import dev.sluice.store.local.write.LocalPartWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Somebody who may write in the tree puts links and pipes in the place of directories and files
/// while a store is at work: nothing outside of the root is read, written, renamed or deleted.
@Timeout(60)
class BeneathTheRootTest extends LocalTestBase {

  /// What nobody named, with a file of the name, length and time of one in the root.
  private Path victim;

  @BeforeEach
  void prepareTheVictim() throws Exception {
    victim = Files.createDirectories(outside.resolve("victim"));
    Files.writeString(victim.resolve("x"), "secret");
    file("d/x");
    Files.writeString(root().resolve("d/x"), "public");
    FileTime same = Files.getLastModifiedTime(victim.resolve("x"));
    Files.setLastModifiedTime(root().resolve("d/x"), same);
  }

  /// Puts a link to the victim in the place of `d`, which goes on under another name.
  private void swapDirectory() throws IOException {
    Files.move(root().resolve("d"), outside.resolve("moved"));
    Files.createSymbolicLink(root().resolve("d"), victim);
  }

  private void assertVictimUntouched() throws IOException {
    assertThat(victim.resolve("x")).hasContent("secret");
    try (Stream<Path> all = Files.list(victim)) {
      assertThat(all).containsExactly(victim.resolve("x"));
    }
  }

  @Test
  void a_file_is_not_read_through_a_link_that_took_the_place_of_a_listed_directory()
      throws Exception {
    try (Store store = source()) {
      Entry listed = entry(store, "d/x");
      swapDirectory();
      failure(() -> content(store, listed), Kind.REFUSED);
    }
  }

  @Test
  void a_link_in_the_place_of_a_listed_file_is_not_read() throws Exception {
    try (Store store = source()) {
      Entry listed = entry(store, "d/x");
      Files.delete(root().resolve("d/x"));
      Files.createSymbolicLink(root().resolve("d/x"), victim.resolve("x"));
      failure(() -> content(store, listed), Kind.CHANGED);
    }
  }

  @Test
  void a_large_file_is_read_on_from_what_was_opened_whatever_takes_its_place() throws Exception {
    byte[] listed = BytesSource.randomBytes(600_000, 1);
    Files.write(root().resolve("d/large"), listed);
    Files.write(victim.resolve("large"), new byte[600_000]);
    try (Store store = source();
        ContentReader reader = store.open(entry(store, "d/large"))) {
      swapDirectory();
      byte[] into = new byte[600_000];
      reader.read(0, into, 0, into.length);
      assertThat(into).isEqualTo(listed);
    }
  }

  @Test
  void a_directory_that_becomes_a_link_while_it_is_listed_is_not_entered() throws Exception {
    Files.writeString(victim.resolve("private-name"), "");
    try (Store store = source()) {
      Prune swapping =
          directory -> {
            try {
              swapDirectory();
              return false;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          };
      assertThat(keysPruned(store, swapping)).containsExactly("d/");
    }
  }

  @Test
  void names_are_not_looked_up_in_a_directory_that_took_the_place_of_the_one_that_was_read()
      throws Exception {
    for (int i = 0; i < 600; i++) {
      file("d/e/%03d".formatted(i));
    }
    for (int i = 0; i < 600; i++) {
      file("d/e/%03d/y".formatted(600 + i));
    }
    try (Store store = source()) {
      Prune replacing =
          directory -> {
            if (directory.equals("d/e/600/")) {
              try {
                Files.move(root().resolve("d/e"), outside.resolve("e"));
                Files.createDirectories(root().resolve("d/e/1199/elsewhere"));
                file("d/e/1199/elsewhere/z");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
            return false;
          };
      List<Listed> all;
      try (var cursor = store.list(KeyRange.all(), replacing)) {
        all = rest(cursor);
      }
      assertThat(all).anyMatch(Unlisted.class::isInstance);
      assertThat(all.stream().map(Listed::key).map(Key::value))
          .doesNotContain("d/e/1199/elsewhere/z");
    }
  }

  @Test
  void nothing_is_written_through_a_link_that_took_the_place_of_a_directory_written_to_before()
      throws Exception {
    try (Store store = destination()) {
      write(store, "d/y", "first");
      swapDirectory();
      failure(() -> write(store, "d/x", "written"), Kind.REFUSED);
      failure(() -> write(store, "d/e/x", "written"), Kind.REFUSED);
      WriteSpec large = new WriteSpec(Key.of("d/x"), 3, Fingerprint.UNREAD);
      failure(() -> store.writeParts(large, BytesSource.of("abc")), Kind.REFUSED);
    }
    assertVictimUntouched();
  }

  @Test
  void a_file_whose_directory_becomes_a_link_while_it_is_written_stays_in_that_directory()
      throws Exception {
    byte[] content = BytesSource.randomBytes(LocalPartWriter.PART_BYTES + 1, 1);
    try (Store store = destination()) {
      WriteSpec spec = new WriteSpec(Key.of("d/x"), content.length, Fingerprint.UNREAD);
      try (PartWriter writer = store.writeParts(spec, BytesSource.of(content))) {
        writer.writePart(1);
        swapDirectory();
        writer.writePart(2);
        writer.commit();
      }
    }
    assertVictimUntouched();
    try (Stream<Path> all = Files.list(outside.resolve("moved"))) {
      assertThat(all).containsExactly(outside.resolve("moved/x"));
    }
    assertThat(Files.readAllBytes(outside.resolve("moved/x"))).isEqualTo(content);
  }

  @Test
  void an_abandoned_file_is_removed_where_it_was_made() throws Exception {
    try (Store store = destination()) {
      WriteSpec spec = new WriteSpec(Key.of("d/y"), 3, Fingerprint.UNREAD);
      PartWriter writer = store.writeParts(spec, BytesSource.of("abc"));
      swapDirectory();
      writer.close();
    }
    assertVictimUntouched();
    try (Stream<Path> all = Files.list(outside.resolve("moved"))) {
      assertThat(all).containsExactly(outside.resolve("moved/x"));
    }
  }

  @Test
  void nothing_is_deleted_through_a_link_that_took_the_place_of_a_directory() throws Exception {
    file("d/y");
    try (Store store = destination()) {
      assertThat(store.delete(Named.entries(List.of(Key.of("d/y"))))).isEmpty();
      swapDirectory();
      assertThat(store.delete(Named.entries(List.of(Key.of("d/x")))))
          .extracting(failed -> failed.error().kind())
          .containsExactly(Kind.REFUSED);
    }
    assertVictimUntouched();
  }

  @Test
  void no_directory_is_removed_through_a_link_that_took_the_place_of_one_above_it()
      throws Exception {
    file("d/e/y");
    Files.createDirectories(victim.resolve("e"));
    try (Store store = destination()) {
      assertThat(store.find(Key.of("d/e/y"))).isPresent();
      swapDirectory();
      assertThat(store.delete(Named.entries(List.of(Key.of("d/e/y"))))).hasSize(1);
    }
    assertThat(victim.resolve("e")).isDirectory();
  }

  @Test
  void a_link_to_a_directory_under_the_final_name_is_replaced_itself() throws Exception {
    Files.createSymbolicLink(root().resolve("l"), victim);
    try (Store store = destination()) {
      write(store, "l", "written");
    }
    assertThat(root().resolve("l")).isRegularFile().hasContent("written");
    assertVictimUntouched();
  }

  @Test
  void stale_temporary_files_are_not_removed_through_a_link() throws Exception {
    Path theirs = Files.writeString(victim.resolve(".sluice-tmp-0123456789abcdef"), "");
    Files.writeString(root().resolve("d/.sluice-tmp-0123456789abcdef"), "");
    LocalOptions options = new LocalOptions(true, true, true, ahead(Duration.ofDays(9)));
    Files.createSymbolicLink(root().resolve("l"), victim);
    try (Store store = open(options)) {
      assertThat(keys(store)).contains("d/x", "l/x");
      store.leftovers().orElseThrow().removeLeftovers();
    }
    assertThat(theirs).exists();
    assertThat(root().resolve("d/.sluice-tmp-0123456789abcdef")).doesNotExist();
  }

  @Test
  void a_temporary_file_that_was_met_is_not_removed_through_a_link_that_took_its_directorys_place()
      throws Exception {
    Path theirs = Files.writeString(victim.resolve(".sluice-tmp-0123456789abcdef"), "");
    Files.writeString(root().resolve("d/.sluice-tmp-0123456789abcdef"), "");
    try (Store store = open(new LocalOptions(false, true, true, ahead(Duration.ofDays(9))))) {
      assertThat(keys(store)).containsExactly("d/x");
      swapDirectory();
      store.leftovers().orElseThrow().removeLeftovers();
      assertThat(store.leftovers().orElseThrow().removed().temporaryFiles()).isZero();
    }
    assertThat(theirs).exists();
  }

  @Test
  void a_clean_up_removes_nothing_through_a_link_that_took_the_place_of_a_directory()
      throws Exception {
    Path theirs = Files.writeString(victim.resolve(".sluice-tmp-0123456789abcdef"), "");
    file("d/.sluice-tmp-0123456789abcdef");
    Files.writeString(root().resolve(".sluice-tmp-0123456789abcdef"), "");
    try (Store store = open(new LocalOptions(false, false, false, ahead(Duration.ofDays(9))))) {
      List<String> removed = new ArrayList<>();
      Sweep swapping =
          new Sweep(
              null,
              false,
              each -> {
                removed.add(each);
                try {
                  swapDirectory();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      failure(() -> store.leftovers().orElseThrow().remove(swapping), Kind.OTHER);
      assertThat(removed)
          .containsExactly(root().resolve(".sluice-tmp-0123456789abcdef").toString());
    }
    assertThat(theirs).exists();
  }

  @Test
  void empty_directories_that_are_in_the_way_are_not_removed_through_a_link() throws Exception {
    Files.createDirectories(root().resolve("d/e/f"));
    Files.createDirectories(victim.resolve("e/f"));
    try (Store store = destination()) {
      swapDirectory();
      store.emptyDirectories().orElseThrow().removeEmptyDirectories(List.of(Key.of("d/e")));
    }
    assertThat(victim.resolve("e/f")).isDirectory();
  }

  @Test
  void a_pipe_in_the_place_of_a_listed_directory_does_not_hold_the_listing() throws Exception {
    Prune swapping =
        directory -> {
          try {
            Files.move(root().resolve("d"), outside.resolve("moved"));
            Files.move(pipe(), root().resolve("d"));
            return false;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    pipe();
    Files.delete(outside.resolve("pipe"));
    try (Store store = source()) {
      assertThat(keysPruned(store, swapping)).containsExactly("d/");
    }
  }

  private Path pipe() throws Exception {
    Path pipe = outside.resolve("pipe");
    assumeTrue(
        ChildJvm.run(List.of("mkfifo", pipe.toString()), Map.of()).exitCode() == 0, "no mkfifo");
    return pipe;
  }

  @Test
  void the_root_stays_the_directory_that_it_was_whatever_takes_its_path() throws Exception {
    try (Store store = destination()) {
      write(store, "y", "first");
      Entry listed = entry(store, "d/x");
      Files.move(root(), outside.resolve("old-root"));
      Files.createSymbolicLink(root(), outside);
      Files.createSymbolicLink(outside.resolve("d"), victim);
      assertThat(text(store, listed.key().value())).isEqualTo("public");
      write(store, "d/x", "written");
    }
    assertVictimUntouched();
    assertThat(outside.resolve("old-root/d/x")).hasContent("written");
  }

  @Test
  void opening_a_pipe_does_not_wait_for_its_writer() throws Exception {
    Files.move(pipe(), root().resolve("pipe"));
    try (Store store = source()) {
      Entry asIfListed = entry(store, "d/x").withKey(Key.of("pipe"));
      failure(() -> content(store, asIfListed), Kind.CHANGED);
    }
    if (LinuxDirectory
        .isAvailable()) { // the JDK's own way looks before it opens, and can only hope
      try (OpenDirectory at = RootOpener.SYSTEM.open(root());
          OpenFile opened = at.openFile("pipe", Links.REFUSED)) {
        assertThat(opened.facts().type()).isEqualTo(FileFacts.Type.SPECIAL);
      }
    }
  }
}
