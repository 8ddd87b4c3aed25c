package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.NotAFile;
import dev.sluice.model.NotAFile.Reason;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalListingTest extends LocalTestBase {

  @Test
  void symbolic_links_are_listed_as_such_and_not_followed() throws Exception {
    Path secret = Files.writeString(outside.resolve("secret"), "secret");
    file("d/x");
    Files.createSymbolicLink(root().resolve("to-file"), secret);
    Files.createSymbolicLink(root().resolve("to-directory"), root().resolve("d"));
    Files.createSymbolicLink(root().resolve("to-nothing"), root().resolve("nothing"));
    try (Store store = source()) {
      assertThat(listAll(store))
          .filteredOn(NotAFile.class::isInstance)
          .containsExactly(
              new NotAFile(Key.of("to-directory"), Reason.SYMBOLIC_LINK),
              new NotAFile(Key.of("to-file"), Reason.SYMBOLIC_LINK),
              new NotAFile(Key.of("to-nothing"), Reason.SYMBOLIC_LINK));
      assertThat(store.find(Key.of("to-file"))).isEmpty();
      assertThat(store.find(Key.of("to-directory/x"))).isEmpty();
    }
  }

  @Test
  void followed_links_are_what_they_lead_to_in_the_order_of_that() throws Exception {
    Files.writeString(outside.resolve("text"), "12345");
    Files.createDirectories(outside.resolve("d"));
    Files.writeString(outside.resolve("d/x"), "x");
    file("a-b");
    Files.createSymbolicLink(root().resolve("a"), outside.resolve("d"));
    Files.createSymbolicLink(root().resolve("b"), outside.resolve("text"));
    try (Store store = following()) {
      assertThat(keys(store)).containsExactly("a-b", "a/x", "b");
      assertThat(entry(store, "b").sizeBytes()).isEqualTo(5);
      assertThat(text(store, "a/x")).isEqualTo("x");
      assertThat(text(store, "b")).isEqualTo("12345");
    }
  }

  @Test
  void followed_links_that_lead_nowhere_or_in_a_circle_are_said_to_be_broken() throws Exception {
    file("d/e/x");
    Files.createSymbolicLink(root().resolve("d/e/up"), root().resolve("d"));
    Files.createSymbolicLink(root().resolve("nowhere"), root().resolve("nothing"));
    Files.createSymbolicLink(root().resolve("self"), root().resolve("self"));
    try (Store store = following()) {
      assertThat(listAll(store).stream().filter(NotAFile.class::isInstance))
          .containsExactly(
              new NotAFile(Key.of("d/e/up"), Reason.BROKEN_LINK),
              new NotAFile(Key.of("nowhere"), Reason.BROKEN_LINK),
              new NotAFile(Key.of("self"), Reason.BROKEN_LINK));
      assertThat(keys(store)).contains("d/e/x");
    }
  }

  @Test
  void a_circle_does_not_break_the_order() throws Exception {
    file("d/up-x");
    Files.createSymbolicLink(root().resolve("d/up"), root());
    try (Store store = following()) {
      assertThat(keys(store)).isSorted().contains("d/up-x").hasSize(2);
    }
  }

  @Test
  void two_links_to_one_directory_are_no_circle() throws Exception {
    Files.createDirectories(outside.resolve("d"));
    Files.writeString(outside.resolve("d/x"), "x");
    Files.createDirectories(root());
    Files.createSymbolicLink(root().resolve("one"), outside.resolve("d"));
    Files.createSymbolicLink(root().resolve("two"), outside.resolve("d"));
    try (Store store = following()) {
      assertThat(keys(store)).containsExactly("one/x", "two/x");
    }
  }

  @Test
  void pipes_and_sockets_are_listed_and_never_opened() throws Exception {
    file("file");
    Path pipe = root().resolve("pipe");
    Path socket = root().resolve("socket");
    assumeTrue(
        ChildJvm.run(List.of("mkfifo", pipe.toString()), Map.of()).exitCode() == 0, "no mkfifo");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        Store store = source()) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(listAll(store))
          .contains(
              new NotAFile(Key.of("pipe"), Reason.SPECIAL_FILE),
              new NotAFile(Key.of("socket"), Reason.SPECIAL_FILE));
      Entry asIfListed = entry(store, "file").withKey(Key.of("pipe"));
      failure(() -> content(store, asIfListed), Kind.CHANGED);
    }
  }

  @Test
  void a_name_that_is_not_utf8_is_reported_readably_and_the_listing_goes_on() throws Exception {
    file("a");
    file("replacement \ufffd is a fine name");
    file("z");
    String script =
        "cd \"$1\" && touch \"$(printf 'caf\\351')\" && mkdir \"$(printf 'd\\303\\251\\377')\"";
    ChildJvm.Result made =
        ChildJvm.run(List.of("sh", "-c", script, "sh", root().toString()), Map.of());
    assumeTrue(made.exitCode() == 0, "this file system holds UTF-8 only: " + made.output());
    try (Store store = source()) {
      List<Listed> all = listAll(store);
      assertThat(all.stream().filter(Unlisted.class::isInstance).map(l -> l.key().value()))
          .containsExactlyInAnyOrder("caf\\xE9", "d\u00e9\\xFF");
      assertThat(all.stream().filter(Entry.class::isInstance).map(l -> l.key().value()))
          .containsExactly("a", "replacement \ufffd is a fine name", "z");
      assertThat(listBySplitting(store, 5)).hasSize(5);
    }
  }

  private static Set<Key> listBySplitting(Store store, int expected) throws Exception {
    return new HashSet<>(listBySplitting(store, new Random(7), expected));
  }

  @Test
  void a_directory_that_may_not_be_read_hides_only_itself() throws Exception {
    file("a/x");
    file("closed/hidden");
    file("closed-not");
    file("z");
    try (Unreadable _ = new Unreadable(root().resolve("closed"))) {
      assertThat(Unreadable.run("list", root()))
          .containsExactly(
              "entry a/x", "entry closed-not", "unlisted closed/: permission denied", "entry z");
    }
  }

  @Test
  void every_range_that_reaches_into_an_unreadable_directory_is_told_of_it() throws Exception {
    file("a");
    file("closed/hidden");
    file("z");
    try (Unreadable _ = new Unreadable(root().resolve("closed"))) {
      String hidden = "unlisted closed/: permission denied";
      assertThat(Unreadable.run("list", root(), "a", "closed/m")).containsExactly(hidden);
      assertThat(Unreadable.run("list", root(), "closed/m", "zz"))
          .containsExactly(hidden, "entry z");
      assertThat(Unreadable.run("list", root(), "closed0", "zz")).containsExactly("entry z");
      assertThat(Unreadable.run("list", root(), "Z", "closed")).containsExactly("entry a");
    }
  }

  @Test
  void a_root_reached_by_a_link_and_two_dots_is_what_the_system_takes_it_for() throws Exception {
    Path inner = Files.createDirectories(outside.resolve("real/inner"));
    Files.writeString(outside.resolve("real/x"), "x");
    Files.createSymbolicLink(outside.resolve("link"), inner);
    Path dotted = outside.resolve("link").resolve("..");
    try (Store store = LocalStore.open(dotted, LocalOptions.DESTINATION, IO, CPU)) {
      assertThat(keys(store)).containsExactly("x");
      write(store, "d/y", "y");
      assertThat(outside.resolve("real/d/y")).hasContent("y");
      assertThat(store.place().path()).isEqualTo(outside.toRealPath().resolve("real") + "/");
    }
  }

  @Test
  void a_directory_whose_names_may_not_be_looked_at_is_reported() throws Exception {
    file("d/x");
    try (Unreadable closed = new Unreadable(root().resolve("d"))) {
      closed.set("r--------");
      assertThat(Unreadable.run("list", root())).containsExactly("unlisted d/: permission denied");
    }
  }

  @Test
  void a_root_that_may_not_be_read_is_a_failure_and_not_an_empty_listing() throws Exception {
    file("x");
    try (Unreadable _ = new Unreadable(root())) {
      assertThat(Unreadable.run("list", root()))
          .containsExactly("DENIED list " + root() + "/: permission denied");
    }
  }

  @Test
  void a_root_that_is_not_there_is_a_failure_unless_it_may_be_made() throws Exception {
    try (Store missing = open(LocalOptions.SOURCE);
        Store target = destination()) {
      failure(missing::checkReadable, Kind.NO_ROOT);
      failure(() -> listAll(missing), Kind.NO_ROOT);
      target.checkReadable();
      assertThat(listAll(target)).isEmpty();
      assertThat(root()).doesNotExist();
      write(target, "a/b", "content");
      assertThat(keys(missing)).containsExactly("a/b");
    }
  }

  @Test
  void a_failed_listing_never_ends_as_if_it_were_complete() throws Exception {
    try (Store missing = open(LocalOptions.SOURCE);
        EntryCursor cursor = missing.list(KeyRange.all(), Prune.NOTHING)) {
      failure(cursor::next, Kind.NO_ROOT);
      assertThat(org.assertj.core.api.Assertions.catchThrowable(cursor::next))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void a_file_is_no_root() throws Exception {
    Files.writeString(root(), "a file");
    try (Store store = open(LocalOptions.SOURCE)) {
      failure(store::checkReadable, Kind.OTHER);
      failure(() -> listAll(store), Kind.OTHER);
    }
  }

  @Test
  void pruned_directories_are_not_entered() throws Exception {
    file("a/x");
    file("skip/deep/y");
    file("skip-not/z");
    try (Store store = source()) {
      Set<String> asked = new HashSet<>();
      assertThat(
              keysPruned(
                  store,
                  directory -> {
                    asked.add(directory);
                    return directory.equals("skip/");
                  }))
          .containsExactly("a/x", "skip-not/z");
      assertThat(asked).containsExactlyInAnyOrder("a/", "skip/", "skip-not/");
    }
  }

  @Test
  void a_directory_that_goes_after_it_was_listed_hides_what_it_held() throws Exception {
    Path doomed = file("d/x");
    file("z");
    try (Store store = source()) {
      Prune removing =
          _ -> {
            try {
              Files.delete(doomed);
              Files.delete(parent(doomed));
              return false;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          };
      try (EntryCursor cursor = store.list(KeyRange.all(), removing)) {
        List<Listed> listed = rest(cursor);
        assertThat(listed).hasSize(2);
        assertThat(listed.getFirst()).isInstanceOf(Unlisted.class);
        assertThat(listed.getFirst().key()).isEqualTo(Key.of("d/"));
      }
    }
  }

  @Test
  void a_directory_that_goes_between_two_looks_at_its_names_hides_what_it_held() throws Exception {
    for (int i = 0; i < 1500; i++) {
      file("d/f%04d".formatted(i));
    }
    try (Store store = source();
        EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      assertThat(cursor.next()).isInstanceOf(Entry.class);
      Files.move(root().resolve("d"), outside.resolve("away"));
      assertThat(rest(cursor))
          .last()
          .isInstanceOfSatisfying(
              Unlisted.class, part -> assertThat(part.key()).isEqualTo(Key.of("d/")));
    }
  }

  @Test
  void a_file_that_goes_while_its_directory_stays_is_simply_gone() throws Exception {
    for (int i = 0; i < 1500; i++) {
      file("d/f%04d".formatted(i));
    }
    try (Store store = source();
        EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      assertThat(cursor.next()).isNotNull();
      Files.delete(root().resolve("d/f1400"));
      assertThat(rest(cursor)).hasSize(1498).allMatch(Entry.class::isInstance);
    }
  }

  @Test
  void a_root_that_goes_while_it_is_listed_is_no_empty_one() throws Exception {
    for (int i = 0; i < 1500; i++) {
      file("f%04d".formatted(i));
    }
    try (Store store = source();
        EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      assertThat(cursor.next()).isNotNull();
      Files.move(root(), outside.resolve("away"));
      failure(() -> rest(cursor), Kind.NO_ROOT);
      failure(store::requireSameRoot, Kind.NO_ROOT);
    }
  }

  @Test
  void a_range_is_not_listed_in_another_root_than_the_first() throws Exception {
    file("a");
    file("b");
    try (Store store = source()) {
      assertThat(listAll(store)).hasSize(2);
      store.requireSameRoot();
      Files.move(root(), outside.resolve("away"));
      Files.createDirectory(root());
      failure(() -> list(store, KeyRange.all().above(Key.of("a"))), Kind.NO_ROOT);
      failure(store::checkReadable, Kind.NO_ROOT);
    }
  }

  @Test
  void a_destination_that_is_made_during_the_run_is_no_other_root() throws Exception {
    try (Store store = destination()) {
      assertThat(listAll(store)).isEmpty();
      file("a");
      store.requireSameRoot();
      assertThat(listAll(store)).hasSize(1);
      store.requireSameRoot();
    }
  }

  @Test
  void what_turns_from_directory_to_file_where_that_moves_it_hides_itself_and_keeps_the_order()
      throws Exception {
    // Of these the order hangs on whether `d` is a directory; it is asked before `a` is entered.
    file("a/x");
    Path child = file("d/y");
    file("d-x");
    file("z");
    try (Store store = source()) {
      Prune replacing =
          entered -> {
            if (entered.equals("d/")) {
              throw new AssertionError("d is no directory any more");
            }
            return false;
          };
      for (int i = 0; i < 600; i++) {
        file("b" + i); // d is not among those looked at together with a
      }
      Prune once =
          entered -> {
            replaceByFile(child);
            return replacing.skips(entered);
          };
      List<String> keys = keysPruned(store, once);
      assertThat(keys).hasSize(604).endsWith("d-x", "d/", "z");
    }
  }

  private static void replaceByFile(Path child) {
    Path directory = parent(child);
    try {
      Files.delete(child);
      Files.delete(directory);
      Files.writeString(directory, "a file now");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_flat_directory_is_parted_in_its_middle() throws Exception {
    for (int i = 0; i < 3000; i++) {
      file("f%04d".formatted(i));
    }
    try (Store store = source();
        EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      assertThat(cursor.next()).isNotNull();
      Key middle = cursor.proposeSplits(2).getFirst();
      // 512 were read ahead; the middle is that of the others.
      assertThat(middle.value()).isBetween("f1700", "f1800");
      cursor.truncate(middle);
      List<Listed> lower = rest(cursor);
      List<Key> upper = keys(store, KeyRange.all().above(middle));
      assertThat(lower.size() + upper.size()).isEqualTo(2999);
    }
  }

  @Test
  void the_topmost_directory_with_directories_left_is_parted_between_them() throws Exception {
    for (String name : List.of("a", "b", "c", "d", "e")) {
      for (int i = 0; i < 600; i++) {
        file(name + "/" + i);
      }
    }
    try (Store store = source();
        EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      assertThat(cursor.next()).isNotNull();
      assertThat(cursor.proposeSplits(2)).containsExactly(Key.of("d"));
      cursor.truncate(Key.of("d"));
      assertThat(rest(cursor)).hasSize(3 * 600 - 1);
    }
  }

  @Test
  void a_few_files_are_not_parted() throws Exception {
    file("a/x");
    file("b");
    file("c");
    try (Store store = source();
        EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      cursor.next();
      assertThat(cursor.proposeSplits(2)).isEmpty();
    }
  }

  @Test
  void a_large_directory_parts_into_the_same_set_at_any_moment() throws Exception {
    for (int i = 0; i < 2500; i++) {
      file("flat/f" + i);
    }
    for (int i = 0; i < 40; i++) {
      file("deep/d" + i % 7 + "/e" + i % 3 + "/f" + i);
    }
    try (Store store = source()) {
      assertThat(listBySplitting(store, 2540)).hasSize(2540);
    }
  }
}
