package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.BufferWatch;
import dev.sluice.store.BytesSource;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.Named;
import dev.sluice.store.PartWriter;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.write.LocalPartWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalWritingTest extends LocalTestBase {

  /// Longer than one write may be.
  private static final int TWO_PARTS = LocalPartWriter.PART_BYTES + 1;

  private List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(path -> path.getFileName() + "").sorted().toList();
    }
  }

  @Test
  void a_temporary_file_that_cannot_be_removed_is_told_with_the_remedy() throws Exception {
    try (LocalStore store = destination()) {
      write(store, "whole", "1");
      PartWriter parts = twoParts(store, "large");
      assertThat(store.leftovers().orElseThrow().leftBehind())
          .singleElement()
          .asString()
          .contains("1 temporary files in ");
      Path temporary = root().resolve(names(root()).getFirst());
      Files.delete(temporary);
      Files.createDirectories(temporary.resolve("in the way"));
      parts.close();

      assertThat(store.leftovers().orElseThrow().leftBehind())
          .singleElement()
          .asString()
          .contains(temporary + ": ")
          .endsWith("  sluice clean '" + root() + "'");
    }
  }

  @Test
  void a_temporary_file_that_was_removed_is_not_worth_a_word() throws Exception {
    try (LocalStore store = destination()) {
      twoParts(store, "large").close();
      assertThat(store.leftovers().orElseThrow().leftBehind()).isEmpty();
    }
  }

  private static PartWriter twoParts(Store store, String key) throws Exception {
    return store.writeParts(
        new WriteSpec(Key.of(key), TWO_PARTS, Fingerprint.UNREAD),
        BytesSource.of(new byte[TWO_PARTS]));
  }

  @Test
  void nothing_is_written_through_a_link_in_place_of_a_directory() throws Exception {
    Path victim = Files.createDirectories(outside.resolve("victim"));
    Files.writeString(victim.resolve("x"), "untouched");
    Files.createDirectories(root());
    Files.createSymbolicLink(root().resolve("d"), victim);
    for (boolean follow : new boolean[] {false, true}) {
      try (Store store = open(LocalOptions.DESTINATION.withFollowSymlinks(follow))) {
        failure(() -> write(store, "d/x", "written"), Kind.REFUSED);
        failure(() -> write(store, "d/e/f", "written"), Kind.REFUSED);
        assertThat(store.delete(Named.entries(List.of(Key.of("d/x")))))
            .extracting(failure -> failure.error().kind())
            .containsExactly(Kind.REFUSED);
      }
    }
    assertThat(names(victim)).containsExactly("x");
    assertThat(victim.resolve("x")).hasContent("untouched");
  }

  @Test
  void a_link_under_the_final_name_is_replaced_and_not_written_through() throws Exception {
    Path victim = Files.writeString(outside.resolve("victim"), "untouched");
    Files.createDirectories(root());
    Files.createSymbolicLink(root().resolve("x"), victim);
    try (Store store = destination()) {
      write(store, "x", "written");
      assertThat(text(store, "x")).isEqualTo("written");
    }
    assertThat(victim).hasContent("untouched");
    assertThat(root().resolve("x")).isRegularFile();
  }

  @Test
  void hostile_keys_leave_no_trace_outside_of_the_root() throws Exception {
    try (Store store = destination()) {
      for (String hostile : List.of("../x", "a/../../x", outside + "/x", "..", "a/../..")) {
        failure(() -> write(store, hostile, "content"), Kind.REFUSED);
        assertThat(store.delete(Named.entries(List.of(Key.of(hostile)))))
            .extracting(DeleteFailure::error)
            .allMatch(e -> e.kind() == Kind.REFUSED)
            .hasSize(1);
        assertThat(store.find(Key.of(hostile))).isEmpty();
      }
    }
    assertThat(names(outside)).isEmpty();
  }

  @Test
  void the_parts_of_many_files_under_way_take_turns_in_the_same_buffers() throws Exception {
    try (Store store = destination()) {
      assertThat(BufferWatch.arraysOfSixInTurn(store, LocalPartWriter.PART_BYTES)).isOne();
    }
  }

  @Test
  void what_is_read_again_to_be_checked_is_read_on_the_pool_for_files() throws Exception {
    BlockingIo files = new BlockingIo("files-of-its-own", 2);
    BytesSource content = BytesSource.of(new byte[1000]);
    WriteSpec spec = new WriteSpec(Key.of("large"), 1000, new Fingerprint.Md5("0".repeat(32)));
    try (Store store = LocalStore.open(root(), LocalOptions.DESTINATION, files, CPU);
        PartWriter writer = store.writeParts(spec, content)) {
      writer.writePart(1);
      files.close();
      // Had it been read on the pool for hashing, the MD5 would have been found wrong.
      assertThatThrownBy(writer::commit).isInstanceOf(RejectedExecutionException.class);
    }
  }

  @Test
  void a_pipe_is_neither_written_to_nor_replaced_nor_deleted() throws Exception {
    Files.createDirectories(root());
    Path pipe = root().resolve("pipe");
    assumeTrue(
        ChildJvm.run(List.of("mkfifo", pipe.toString()), Map.of()).exitCode() == 0, "no mkfifo");
    try (Store store = destination()) {
      failure(() -> write(store, "pipe", "content"), Kind.REFUSED);
      assertThat(store.delete(Named.entries(List.of(Key.of("pipe"))))).hasSize(1);
    }
    assertThat(pipe).exists();
  }

  @Test
  void a_new_file_has_the_permissions_of_any_new_file() throws Exception {
    try (Store store = destination()) {
      write(store, "new", "content");
    }
    Path ordinary = Files.createFile(outside.resolve("ordinary"));
    assertThat(Files.getPosixFilePermissions(root().resolve("new")))
        .isEqualTo(Files.getPosixFilePermissions(ordinary));
  }

  @Test
  void a_file_that_is_replaced_keeps_its_permissions() throws Exception {
    for (String permissions : List.of("rw-------", "rwxrwxrwx", "r--r-----")) {
      Path file = file("f");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
      try (Store store = destination()) {
        write(store, "f", "new content");
        assertThat(text(store, "f")).isEqualTo("new content");
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo(permissions);
      Files.delete(file);
    }
  }

  @Test
  void temporary_files_are_hidden_from_everybody_and_no_key_may_have_their_names()
      throws Exception {
    try (Store store = destination()) {
      WriteSpec spec = new WriteSpec(Key.of("d/x"), TWO_PARTS, Fingerprint.UNREAD);
      try (PartWriter writer = store.writeParts(spec, BytesSource.of(new byte[TWO_PARTS]))) {
        writer.writePart(1);
        assertThat(names(root().resolve("d"))).hasSize(1);
        String temporary = "d/" + names(root().resolve("d")).getFirst();
        assertThat(listAll(store)).isEmpty();
        assertThat(store.find(Key.of(temporary))).isEmpty();
        failure(() -> write(store, temporary, "content"), Kind.REFUSED);
      }
      assertThat(names(root().resolve("d"))).isEmpty();
      write(store, "d/.sluice-tmp-notes", "a name of someone else");
      assertThat(keys(store)).containsExactly("d/.sluice-tmp-notes");
    }
  }

  @Test
  void temporary_files_of_nobody_known_are_removed_when_they_are_older_than_a_day()
      throws Exception {
    try (Store store = destination()) {
      WriteSpec spec = new WriteSpec(Key.of("d/x"), TWO_PARTS, Fingerprint.UNREAD);
      PartWriter abandoned = store.writeParts(spec, BytesSource.of(new byte[TWO_PARTS]));
      abandoned.writePart(1);
      Path directory = root().resolve("d");
      Path temporary = directory.resolve(names(directory).getFirst());
      // As it is just before it is renamed, with the time of its source.
      Files.setLastModifiedTime(temporary, FileTime.from(BytesSource.TIME));

      assertThat(listAll(store)).isEmpty();
      assertThat(temporary).exists();
      try (Store young = open(aheadBy(Duration.ofHours(23)))) {
        assertThat(listAll(young)).isEmpty();
        young.leftovers().orElseThrow().removeLeftovers();
        assertThat(young.leftovers().orElseThrow().removed().isNothing()).isTrue();
      }
      assertThat(temporary).exists();
      try (Store old = open(aheadBy(Duration.ofHours(25)))) {
        assertThat(listAll(old)).isEmpty();
        assertThat(temporary).as("a dry run lists too").exists();
        old.leftovers().orElseThrow().removeLeftovers();
        assertThat(old.leftovers().orElseThrow().removed().temporaryFiles()).isEqualTo(1);
      }
      assertThat(temporary).doesNotExist();
      abandoned.close();
    }
  }

  private static LocalOptions aheadBy(Duration duration) {
    return new LocalOptions(false, true, true, ahead(duration));
  }

  @Test
  void a_source_is_not_cleared_of_temporary_files() throws Exception {
    Path stale = file(".sluice-tmp-0123456789abcdef");
    LocalOptions options = new LocalOptions(false, false, false, ahead(Duration.ofDays(9)));
    try (Store store = open(options)) {
      assertThat(listAll(store)).isEmpty();
      store.leftovers().orElseThrow().removeLeftovers();
    }
    assertThat(stale).exists();
  }

  @Test
  void a_process_that_dies_in_the_middle_leaves_nothing_under_the_final_name() throws Exception {
    file("x");
    ChildJvm.Result died =
        ChildJvm.run(DyingWriter.class, List.of(), Map.of("LC_ALL", "C.UTF-8"), root().toString());
    assertThat(died.exitCode()).as(died.output()).isEqualTo(9);
    try (Store store = destination()) {
      assertThat(keys(store)).containsExactly("x");
      assertThat(text(store, "x")).isEqualTo("x");
      assertThat(names(root())).hasSize(2);
    }
  }

  /// Dies without any cleaning up when its second part is asked for.
  static final class DyingWriter {
    public static void main(String[] arguments) throws Exception {
      Store store = LocalStore.open(Path.of(arguments[0]), LocalOptions.DESTINATION, IO, CPU);
      WriteSpec spec = new WriteSpec(Key.of("x"), TWO_PARTS, Fingerprint.UNREAD);
      PartWriter writer = store.writeParts(spec, BytesSource.of(new byte[TWO_PARTS]));
      writer.writePart(1);
      Runtime.getRuntime().halt(9);
    }
  }

  @Test
  void deleting_removes_the_directories_it_empties_and_no_others() throws Exception {
    file("a/b/c/x");
    file("a/y");
    file("d/z");
    Files.createDirectories(root().resolve("a/empty"));
    Files.createDirectories(root().resolve("d/empty"));
    try (Store store = destination()) {
      List<Key> keys = List.of(Key.of("a/b/c/x"), Key.of("d/z"), Key.of("a/empty/nothing"));
      assertThat(store.delete(Named.entries(keys))).isEmpty();
      assertThat(root().resolve("a/b")).doesNotExist();
      assertThat(root().resolve("a/empty")).isDirectory();
      assertThat(root().resolve("d/empty")).isDirectory();
      assertThat(store.delete(Named.entries(List.of(Key.of("a/y"))))).isEmpty();
      assertThat(root().resolve("a/empty")).isDirectory();
    }
  }

  @Test
  void the_root_itself_is_never_removed() throws Exception {
    file("x");
    try (Store store = destination()) {
      assertThat(store.delete(Named.entries(List.of(Key.of("x"))))).isEmpty();
    }
    assertThat(root()).isEmptyDirectory();
  }

  @Test
  void a_full_disk_is_told_from_other_failures_and_leaves_nothing() throws Exception {
    try (Mount _ = Mount.tmpfs(root(), "size=256k");
        Store store = destination()) {
      byte[] large = new byte[1 << 20];
      failure(() -> write(store, Key.of("d/x"), BytesSource.of(large)), Kind.NO_SPACE);
      assertThat(names(root().resolve("d"))).isEmpty();
      byte[] larger = new byte[TWO_PARTS];
      failure(() -> write(store, Key.of("d/x"), BytesSource.of(larger)), Kind.NO_SPACE);
      assertThat(names(root().resolve("d"))).isEmpty();
      write(store, "d/small", "fits");
    }
  }

  @Test
  void a_full_disk_is_told_where_parts_go_past_the_cache_too() throws Exception {
    try (Mount _ = Mount.ext4(root(), 32 << 20);
        Store store = destination()) {
      byte[] large = new byte[5 * LocalPartWriter.PART_BYTES];
      failure(() -> write(store, Key.of("d/x"), BytesSource.of(large)), Kind.NO_SPACE);
      assertThat(names(root().resolve("d"))).isEmpty();
      byte[] fitting = BytesSource.randomBytes(TWO_PARTS, 3);
      write(store, Key.of("d/x"), BytesSource.of(fitting));
      assertThat(Files.readAllBytes(root().resolve("d/x"))).isEqualTo(fitting);
    }
  }

  @Test
  void a_read_only_file_system_is_told_from_other_failures() throws Exception {
    try (Mount mount = Mount.tmpfs(root(), "size=256k");
        Store store = destination()) {
      write(store, "d/x", "content");
      mount.remount("ro");
      failure(() -> write(store, "d/y", "content"), Kind.READ_ONLY);
      failure(() -> write(store, "e/y", "content"), Kind.READ_ONLY);
      assertThat(store.delete(Named.entries(List.of(Key.of("d/x")))))
          .extracting(failed -> failed.error().kind())
          .containsExactly(Kind.READ_ONLY);
      assertThat(text(store, "d/x")).isEqualTo("content");
    }
  }

  @Test
  void files_and_directories_without_permission_are_denied() throws Exception {
    Path file = file("x");
    Path directory = parent(file("d/y"));
    try (Unreadable _ = new Unreadable(file);
        Unreadable closed = new Unreadable(directory)) {
      closed.set("r-xr-xr-x");
      assertThat(Unreadable.run("read", root()))
          .containsExactly("DENIED read " + file + ": permission denied");
      assertThat(Unreadable.run("write", root()))
          .containsExactly("DENIED write " + directory + "/new: permission denied");
    }
  }

  @Test
  void without_utf8_names_the_store_does_not_open_and_says_what_to_do() throws Exception {
    ChildJvm.Result result =
        ChildJvm.run(
            Unreadable.class, List.of(), Map.of("LC_ALL", "POSIX"), "list", outside.toString());
    assumeTrue(System.getProperty("os.name").equals("Linux"), "elsewhere names are always UTF-8");
    assertThat(result.output()).contains("not UTF-8: set LC_ALL=C.UTF-8").hasLineCount(1);
  }

  @Test
  void an_interrupted_caller_gives_up_at_once_and_leaves_nothing() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (BlockingIo busy = new BlockingIo("busy", 1);
        WorkerGroup group = WorkerGroup.ofVirtual("holder");
        Store store = LocalStore.open(root(), LocalOptions.DESTINATION, busy, CPU)) {
      group.fork(() ->
          busy.<Boolean, RuntimeException>call(() -> {
            held.countDown();
            release.await();
            return true;
          }));
      held.await(); // as by a file system that does not answer
      WriteSpec spec = new WriteSpec(Key.of("x"), TWO_PARTS, Fingerprint.UNREAD);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> store.writeParts(spec, BytesSource.of(new byte[TWO_PARTS])))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.interrupted()).isFalse();
      release.countDown();
      group.join();
      assertThat(listAll(store)).isEmpty();
      assertThat(root()).doesNotExist();
    }
  }
}
