package dev.sluice.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.store.StoreException.Kind;
import java.security.MessageDigest;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store does, whatever is behind it. An adapter's test extends this class and answers
/// the questions of [StoreFixture]; it overrides no test.
public abstract class StoreContract extends ServerCopyContract {

  /// Up to so many bytes a store may have read, and looked at once more, when it opens.
  private static final int MOST_READ_AT_ONCE = 256 << 10;

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String md5(byte[] content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
  }

  // Reading

  @Test
  void what_was_written_is_read_back() throws Exception {
    with(store -> {
      write(store, "a/b.txt", "hello");
      assertThat(text(store, "a/b.txt")).isEqualTo("hello");
    });
  }

  @Test
  void any_piece_of_a_content_can_be_read_by_any_thread() throws Exception {
    with(store -> {
      byte[] content = BytesSource.randomBytes(300_000, 1);
      write(store, Key.of("a"), BytesSource.of(content));
      try (ContentReader reader = store.open(entry(store, "a"));
          WorkerGroup group = WorkerGroup.ofVirtual("reader")) {
        assertThat(reader.sizeBytes()).isEqualTo(content.length);
        for (int offset : new int[] {299_999, 0, 150_000, 1}) {
          group.fork(() -> {
            int length = Math.min(100_000, content.length - offset);
            byte[] into = new byte[length + 2];
            reader.read(offset, into, 1, length);
            assertThat(Arrays.copyOfRange(into, 1, length + 1))
                .isEqualTo(Arrays.copyOfRange(content, offset, offset + length));
            assertThat(into[0] + into[length + 1]).isZero();
          });
        }
        group.join();
      }
    });
  }

  @Test
  void a_reader_refuses_to_read_beyond_the_end_or_after_it_was_closed() throws Exception {
    with(store -> {
      write(store, "a", "12345");
      ContentReader reader = store.open(entry(store, "a"));
      assertThatThrownBy(() -> reader.read(3, new byte[10], 0, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      reader.close();
      reader.close();
      assertThatThrownBy(() -> reader.read(0, new byte[10], 0, 3))
          .isInstanceOf(IllegalStateException.class);
    });
  }

  @Test
  void opening_an_entry_that_is_gone_says_so() throws Exception {
    with(store -> {
      write(store, "a", "content");
      Entry entry = entry(store, "a");
      store.delete(Named.entries(List.of(entry.key())));
      failure(() -> content(store, entry), Kind.NOT_FOUND, Kind.CHANGED);
    });
  }

  @Test
  void an_entry_replaced_since_it_was_listed_is_never_read_as_it() throws Exception {
    with(store -> {
      for (int size : new int[] {10, 300_000}) {
        byte[] old = BytesSource.randomBytes(size, 1);
        write(store, Key.of("a"), BytesSource.of(old));
        Entry entry = entry(store, "a");
        write(store, Key.of("a"), BytesSource.of(BytesSource.randomBytes(size + 1, 2)));
        failure(() -> content(store, entry), Kind.CHANGED);
      }
    });
  }

  @Test
  void an_entry_replaced_while_it_is_read_gives_the_old_content_or_fails() throws Exception {
    with(store -> {
      for (int size : new int[] {10, 300_000}) {
        byte[] old = BytesSource.randomBytes(size, 1);
        write(store, Key.of("a"), BytesSource.of(old));
        try (ContentReader reader = store.open(entry(store, "a"))) {
          // Of the same size and time: only an ETag or an inode tells.
          write(store, Key.of("a"), BytesSource.of(BytesSource.randomBytes(size, 2)));
          byte[] into = new byte[size];
          try {
            reader.read(0, into, 0, size);
            reader.verifyUnchanged();
            assertThat(into).isEqualTo(old); // read whole before it was replaced
            assertThat(size).as("read in one piece").isLessThanOrEqualTo(MOST_READ_AT_ONCE);
          } catch (StoreException e) {
            assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.CHANGED);
          }
        }
      }
    });
  }

  @Test
  void the_time_of_a_file_goes_with_its_content() throws Exception {
    with(store -> {
      write(store, "a", "content");
      try (ContentReader reader = store.open(entry(store, "a"))) {
        reader.read(0, new byte[7], 0, 7);
        assertThat(Objects.requireNonNull(reader.attributes().modifiedTime()))
            .isCloseTo(BytesSource.TIME, within(1, ChronoUnit.SECONDS));
      }
    });
  }

  // Writing in one go

  @Test
  void an_empty_entry_is_an_entry() throws Exception {
    with(store -> {
      write(store, "empty", "");
      assertThat(entry(store, "empty").sizeBytes()).isZero();
      assertThat(text(store, "empty")).isEmpty();
    });
  }

  @Test
  void the_longest_single_write_is_written_and_one_byte_more_is_refused() throws Exception {
    with(store -> {
      int limit = (int) store.properties().singleWriteBytes();
      byte[] content = BytesSource.randomBytes(limit, 3);
      write(store, Key.of("a"), BytesSource.of(content));
      assertThat(content(store, entry(store, "a"))).isEqualTo(content);

      BytesSource longer = BytesSource.of(new byte[limit + 1]);
      WriteSpec spec = new WriteSpec(Key.of("b"), limit + 1L, Fingerprint.UNREAD);
      assertThatThrownBy(() -> store.write(spec, longer))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(keys(store)).containsExactly("a");
    });
  }

  @Test
  void writing_again_replaces() throws Exception {
    with(store -> {
      write(store, "a", "a long old content");
      write(store, "a", "new");
      assertThat(text(store, "a")).isEqualTo("new");
      assertThat(keys(store)).containsExactly("a");
    });
  }

  @Test
  void a_content_that_is_not_the_expected_one_is_refused_and_the_old_one_stays() throws Exception {
    with(store -> {
      write(store, "a", "old");
      WriteSpec wrong =
          new WriteSpec(Key.of("a"), 3, new Fingerprint.Md5(md5(bytes("something else"))));
      failure(() -> store.write(wrong, BytesSource.of("new")), Kind.CORRUPT, Kind.CHANGED);
      assertThat(text(store, "a")).isEqualTo("old");
      assertThat(keys(store)).containsExactly("a");

      WriteSpec right = new WriteSpec(Key.of("a"), 3, new Fingerprint.Md5(md5(bytes("new"))));
      store.write(right, BytesSource.of("new"));
      assertThat(text(store, "a")).isEqualTo("new");
    });
  }

  @Test
  void a_source_that_changes_while_it_is_written_leaves_the_old_content() throws Exception {
    with(store -> {
      write(store, "a", "old");
      BytesSource changing = BytesSource.of("new");
      changing.change();
      failure(() -> write(store, Key.of("a"), changing), Kind.CHANGED);
      assertThat(text(store, "a")).isEqualTo("old");
      assertThat(keys(store)).containsExactly("a");
    });
  }

  @Test
  void whoever_reads_while_another_writes_sees_one_content_or_the_other() throws Exception {
    with(store -> {
      byte[] one = BytesSource.randomBytes(20_000, 1);
      byte[] two = BytesSource.randomBytes(30_000, 2);
      write(store, Key.of("a"), BytesSource.of(one));
      AtomicBoolean done = new AtomicBoolean();
      try (WorkerGroup group = WorkerGroup.ofVirtual("race")) {
        group.fork(() -> {
          for (int i = 0; i < 20; i++) {
            write(store, Key.of("a"), BytesSource.of(i % 2 == 0 ? two : one));
          }
          done.set(true);
        });
        group.fork(() -> {
          while (!done.get()) {
            readOneOf(store, one, two);
          }
        });
        group.join();
      }
      assertThat(content(store, entry(store, "a"))).isEqualTo(one);
    });
  }

  private void readOneOf(Store store, byte[] one, byte[] two) throws Exception {
    Entry entry = entry(store, "a"); // there at every moment
    try {
      assertThat(content(store, entry)).isIn(one, two);
    } catch (StoreException e) {
      assertThat(e.kind())
          .isIn(
              answersAreOfOneVersion() ? Set.of(Kind.CHANGED) : Set.of(Kind.CHANGED, Kind.CORRUPT));
    }
  }

  // Writing in parts

  @Test
  void parts_may_be_written_in_any_order_and_at_once() throws Exception {
    with(store -> {
      byte[] content = partsContent(store, 3, 17);
      BytesSource source = BytesSource.of(content);
      WriteSpec spec =
          new WriteSpec(Key.of("d/a"), content.length, new Fingerprint.Md5(md5(content)));
      try (PartWriter writer = store.writeParts(spec, source);
          WorkerGroup group = WorkerGroup.ofVirtual("part")) {
        int count = partCount(writer, content.length);
        assertThat(count).isGreaterThan(1);
        IntStream.rangeClosed(1, count)
            .map(number -> count + 1 - number)
            .forEach(number -> group.fork(() -> writer.writePart(number)));
        group.join();
        assertThat(keys(store)).isEmpty();
        writer.commit();
      }
      assertThat(content(store, entry(store, "d/a"))).isEqualTo(content);
    });
  }

  /// A content of so many parts and some bytes; more parts where the single write is longer.
  private static byte[] partsContent(Store store, int parts, int more) throws Exception {
    BytesSource probe = BytesSource.of(new byte[(int) store.properties().singleWriteBytes() + 1]);
    WriteSpec spec = new WriteSpec(Key.of("probe"), probe.sizeBytes(), Fingerprint.UNREAD);
    try (PartWriter writer = store.writeParts(spec, probe)) {
      long size = Math.max(probe.sizeBytes(), writer.partSizeBytes() * (parts - 1));
      return BytesSource.randomBytes((int) size + more, 5);
    }
  }

  @Test
  void an_abandoned_part_writer_leaves_what_was_there() throws Exception {
    with(store -> {
      write(store, "a", "old");
      byte[] content = partsContent(store, 2, 1);
      WriteSpec spec = new WriteSpec(Key.of("a"), content.length, Fingerprint.UNREAD);
      try (PartWriter writer = store.writeParts(spec, BytesSource.of(content))) {
        writer.writePart(1);
      }
      assertThat(keys(store)).containsExactly("a");
      assertThat(text(store, "a")).isEqualTo("old");
    });
  }

  @Test
  void parts_that_are_not_the_expected_content_are_refused() throws Exception {
    with(store -> {
      byte[] content = partsContent(store, 2, 1);
      WriteSpec wrong =
          new WriteSpec(Key.of("a"), content.length, new Fingerprint.Md5(md5(bytes("other"))));
      failure(
          () -> writeInParts(store, wrong, BytesSource.of(content)), Kind.CORRUPT, Kind.CHANGED);
      assertThat(keys(store)).isEmpty();
    });
  }

  @Test
  void a_source_that_changes_while_its_parts_are_written_leaves_nothing() throws Exception {
    with(store -> {
      byte[] content = partsContent(store, 2, 1);
      BytesSource changing = BytesSource.of(content);
      changing.change();
      WriteSpec spec = new WriteSpec(Key.of("a"), content.length, Fingerprint.UNREAD);
      failure(() -> writeInParts(store, spec, changing), Kind.CHANGED);
      assertThat(keys(store)).isEmpty();
    });
  }

  private static void writeInParts(Store store, WriteSpec spec, BytesSource source)
      throws Exception {
    try (PartWriter writer = store.writeParts(spec, source)) {
      for (int number = 1; number <= partCount(writer, spec.sizeBytes()); number++) {
        writer.writePart(number);
      }
      writer.commit();
    }
  }

  @Test
  void a_part_writer_refuses_parts_that_do_not_exist_and_an_early_end() throws Exception {
    with(store -> {
      byte[] content = partsContent(store, 2, 1);
      WriteSpec spec = new WriteSpec(Key.of("a"), content.length, Fingerprint.UNREAD);
      try (PartWriter writer = store.writeParts(spec, BytesSource.of(content))) {
        int beyond = partCount(writer, content.length) + 1;
        assertThatThrownBy(() -> writer.writePart(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> writer.writePart(beyond))
            .isInstanceOf(IllegalArgumentException.class);
        writer.writePart(1);
        assertThatThrownBy(() -> writer.writePart(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
      }
      assertThat(keys(store)).isEmpty();
    });
  }

  @Test
  void what_a_write_says_is_what_is_found_then() throws Exception {
    with(store -> {
      StoredContent whole = write(store, "whole", "content");
      assertThat(entry(store, "whole").etag()).isEqualTo(whole.etag());
      StoredContent inParts =
          write(store, Key.of("parts"), BytesSource.of(partsContent(store, 2, 1)));
      assertThat(entry(store, "parts").etag()).isEqualTo(inParts.etag());
      assertThat(whole.checksums()).doesNotContainNull();
      boolean hasETags = !store.properties().fileSystem();
      assertThat(whole.etag() != null && inParts.etag() != null).isEqualTo(hasETags);
    });
  }

  // Keys

  private static final List<String> UNUSUAL =
      List.of(
          "a b",
          " leading",
          "trailing ",
          "a+b",
          "50%",
          "%2F",
          "%C3%A9",
          "new\nline",
          "tab\t",
          "\"double\" 'single'",
          "<&>",
          "?query",
          "#hash",
          "back\\slash",
          "semi;colon:and,comma",
          "*[x]{y}",
          "~",
          "$HOME`x`",
          "...",
          "..a/.b",
          ".hidden/.file",
          "-dash",
          "\u00e9/e\u0301",
          "\ud83d\ude00/\ud83d\udc69\u200d\ud83d\udcbb",
          "\ufffd\ufffd",
          "del\u007f",
          "x".repeat(255),
          "\u20ac".repeat(85),
          "d/".repeat(30) + "deep");

  @Test
  void unusual_keys_are_written_listed_found_read_and_deleted() throws Exception {
    with(store -> {
      List<Key> keys = UNUSUAL.stream().map(Key::of).filter(this::canHold).sorted().toList();
      assertThat(keys).isNotEmpty();
      for (Key key : keys) {
        write(store, key, BytesSource.of(key.value()));
      }
      assertThat(keys(store, KeyRange.all())).isEqualTo(keys);
      for (Key key : keys) {
        assertThat(text(store, key.value())).isEqualTo(key.value());
        assertThat(store.describe(key)).endsWith(key.value());
        assertThat(store.delete(Named.entries(List.of(key)))).isEmpty();
      }
      assertThat(keys(store)).isEmpty();
    });
  }

  @Test
  void a_key_that_cannot_be_a_file_is_refused_by_a_file_system_and_by_nothing_else_harmed()
      throws Exception {
    with(store -> {
      assumeTrue(store.properties().fileSystem(), "any key is an object's");
      write(store, "file", "content");
      write(store, "directory/file", "content");
      for (String hostile :
          List.of(
              "../x",
              "..",
              ".",
              "a/../../x",
              "a/./b",
              "/etc/x",
              "//x",
              "a//b",
              "a/",
              "/",
              "nul\0",
              "x".repeat(256),
              "\u20ac".repeat(86),
              "y/".repeat(2500) + "y")) {
        StoreException refused = failure(() -> write(store, hostile, "content"), Kind.REFUSED);
        assertThat(refused.getMessage()).contains("refused");
        failure(
            () ->
                store.writeParts(
                    new WriteSpec(Key.of(hostile), 1, Fingerprint.UNREAD), BytesSource.of("1")),
            Kind.REFUSED);
      }
      for (String obstructed : List.of("file/below", "directory")) {
        failure(() -> write(store, obstructed, "content"), Kind.OBSTRUCTED);
        failure(
            () ->
                store.writeParts(
                    new WriteSpec(Key.of(obstructed), 1, Fingerprint.UNREAD), BytesSource.of("1")),
            Kind.OBSTRUCTED);
      }
      assertThat(keys(store)).containsExactly("directory/file", "file");
      assertThat(text(store, "file")).isEqualTo("content");
    });
  }

  // Finding and deleting

  @Test
  void find_gives_exactly_the_entry_of_the_key() throws Exception {
    with(store -> {
      write(store, "a/b", "content");
      assertThat(entry(store, "a/b").sizeBytes()).isEqualTo(7);
      for (String other : List.of("a", "a/", "a/b/", "a/bc", "A/b", "a/b/c")) {
        assertThat(store.find(Key.of(other))).as(other).isEmpty();
      }
    });
  }

  @Test
  void an_entry_is_as_it_was_listed_until_it_is_replaced_or_gone() throws Exception {
    with(store -> {
      write(store, "a", "content");
      Entry listed = entry(store, "a");
      assertThat(store.isAsListed(listed)).isTrue();
      write(store, "a", "longer content");
      assertThat(store.isAsListed(listed)).isFalse();
      assertThat(store.delete(List.of(entry(store, "a")))).isEmpty();
      assertThat(store.isAsListed(listed)).isFalse();
    });
  }

  @Test
  void deleting_removes_just_what_is_named_and_the_absent_count_as_deleted() throws Exception {
    with(store -> {
      for (String key : List.of("a/b/c", "a/b/d", "a/e", "f")) {
        write(store, key, "content");
      }
      List<Key> named =
          List.of(Key.of("a/b/c"), Key.of("a/b"), Key.of("nothing"), Key.of("f"), Key.of("f/g"));
      assertThat(store.delete(Named.entries(named))).isEmpty();
      assertThat(keys(store)).containsExactly("a/b/d", "a/e");
      assertThat(store.delete(Named.entries(List.of()))).isEmpty();
    });
  }

  @Test
  void a_whole_batch_is_deleted_and_one_more_is_refused() throws Exception {
    with(store -> {
      int batch = store.properties().deleteBatch();
      assertThat(batch).isPositive();
      List<Key> keys = IntStream.range(0, batch).mapToObj(i -> Key.of("k" + i)).toList();
      for (Key key : keys.subList(0, Math.min(batch, 25))) {
        write(store, key, BytesSource.of("content"));
      }
      assertThat(store.delete(Named.entries(keys))).isEmpty();
      assertThat(keys(store)).isEmpty();
      List<Key> more = IntStream.rangeClosed(0, batch).mapToObj(i -> Key.of("k" + i)).toList();
      assertThatThrownBy(() -> store.delete(Named.entries(more)))
          .isInstanceOf(IllegalArgumentException.class);
    });
  }

  @Test
  void deleting_and_writing_at_once_lose_nothing_that_was_written() throws Exception {
    assumeTrue(bearsDeletingBesideWriting(), "the service itself fails at this");
    with(store -> {
      AtomicInteger rounds = new AtomicInteger();
      try (WorkerGroup group = WorkerGroup.ofVirtual("both")) {
        group.fork(() -> {
          while (rounds.get() < 30) {
            store.delete(Named.entries(List.of(Key.of("d/e/gone"))));
            write(store, "d/e/gone", "x");
          }
        });
        group.fork(() -> {
          for (int i = 0; i < 30; i++) {
            write(store, "d/e/f" + i, "x");
            store.delete(Named.entries(List.of(Key.of("d/e/f" + i))));
            rounds.incrementAndGet();
          }
          write(store, "d/e/kept", "kept");
        });
        group.join();
      }
      assertThat(text(store, "d/e/kept")).isEqualTo("kept");
    });
  }

  // Conditions

  private static WriteSpec specOn(WriteCondition condition, String key, byte[] content) {
    return new WriteSpec(Key.of(key), content.length, Fingerprint.UNREAD, condition);
  }

  private static WriteCondition over(Entry listed) {
    return WriteCondition.over(listed);
  }

  @Test
  void a_new_entry_is_never_written_over_what_somebody_else_has_written() throws Exception {
    with(store -> {
      assumeTrue(heedsAbsence(store), "it knows conditions");
      byte[] mine = bytes("mine");
      store.write(specOn(WriteCondition.ABSENT, "new", mine), BytesSource.of(mine));
      assertThat(text(store, "new")).isEqualTo("mine");
      write(store, "a", "somebody else's");
      failure(
          () -> store.write(specOn(WriteCondition.ABSENT, "a", mine), BytesSource.of(mine)),
          Kind.CONFLICT);
      assertThat(text(store, "a")).isEqualTo("somebody else's");
    });
  }

  @Test
  void an_entry_is_written_over_only_as_it_was_listed() throws Exception {
    with(store -> {
      assumeTrue(heedsMatches(store), "it knows conditions");
      byte[] mine = bytes("mine");
      write(store, "a", "listed");
      Entry listed = entry(store, "a");
      store.write(specOn(over(listed), "a", mine), BytesSource.of(mine));
      assertThat(text(store, "a")).isEqualTo("mine");
      failure(
          () -> store.write(specOn(over(listed), "a", bytes("x")), BytesSource.of(bytes("x"))),
          Kind.CONFLICT);
      assertThat(text(store, "a")).isEqualTo("mine");
      store.delete(List.of(entry(store, "a")));
      failure(
          () -> store.write(specOn(over(listed), "a", mine), BytesSource.of(mine)), Kind.CONFLICT);
      assertThat(store.find(Key.of("a"))).isEmpty();
    });
  }

  @Test
  void an_entry_in_parts_is_put_together_only_where_its_condition_still_holds() throws Exception {
    with(store -> {
      assumeTrue(heedsMatches(store), "it knows conditions");
      byte[] content = partsContent(store, 1, 100);
      BytesSource source = BytesSource.of(content);
      writeInParts(store, specOn(WriteCondition.ABSENT, "new", content), source);
      assertThat(content(store, entry(store, "new"))).isEqualTo(content);
      write(store, "a", "listed");
      WriteCondition condition = over(entry(store, "a"));
      write(store, "a", "somebody else's");
      failure(() -> writeInParts(store, specOn(condition, "a", content), source), Kind.CONFLICT);
      failure(
          () -> writeInParts(store, specOn(WriteCondition.ABSENT, "a", content), source),
          Kind.CONFLICT);
      assertThat(text(store, "a")).isEqualTo("somebody else's");
    });
  }

  @Test
  void what_somebody_else_has_written_since_the_listing_is_not_deleted() throws Exception {
    with(store -> {
      assumeTrue(heedsMatchesOfDeletions(store), "it knows conditions");
      write(store, "a", "listed");
      write(store, "b", "listed");
      List<Entry> listed = List.of(entry(store, "a"), entry(store, "b"));
      write(store, "a", "somebody else's");
      List<DeleteFailure> failures = store.delete(listed);
      assertThat(failures).extracting(DeleteFailure::key).containsExactly(Key.of("a"));
      assertThat(failures.getFirst().error().kind()).isEqualTo(Kind.CONFLICT);
      assertThat(text(store, "a")).isEqualTo("somebody else's");
      assertThat(store.find(Key.of("b"))).isEmpty();
    });
  }

  // The rest

  @Test
  void a_fingerprint_confirmed_is_that_of_the_content() throws Exception {
    with(store -> {
      write(store, "a", "content");
      Entry written = entry(store, "a");
      Fingerprint confirmed = store.confirm(written).fingerprint();
      if (confirmed instanceof Fingerprint.Md5 md5) {
        assertThat(md5.hex()).isEqualTo(md5(bytes("content")));
      } else {
        assertThat(confirmed).isIn(Fingerprint.UNREAD, new Fingerprint.Opaque(written.etag()));
      }
    });
  }

  @Test
  void two_stores_do_not_overlap_and_each_overlaps_itself() throws Exception {
    with(one ->
        with(two -> {
          assertThat(one.place().overlaps(one.place())).isTrue();
          assertThat(one.place().overlaps(two.place())).isFalse();
          assertThat(one.describe(null)).isNotEqualTo(two.describe(null));
          assertThat(one.describe(Key.of("a"))).startsWith(one.describe(null));
        }));
  }
}
