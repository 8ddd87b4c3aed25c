package dev.sluice.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.content.Comparer.Verdict;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Comparison;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Md5;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Md5Value;
import dev.sluice.store.StoreException;
import dev.sluice.store.memory.MemoryHook.Operation;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ComparerTest {

  private static final byte[] CONTENT = "content".getBytes(UTF_8);
  private static final byte[] OTHER = "another".getBytes(UTF_8);
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Instant EVENING = NOON.plusSeconds(6 * 3600);

  /// Of something else than either content.
  private static final Fingerprint LIE = new Md5("0cc175b9c0f1b6a831c399e269772661");

  private final BlockingIo cpu = BlockingIo.forCpu();
  private final List<Long> readBytes = new ArrayList<>();

  @AfterEach
  void close() {
    cpu.close();
  }

  private static byte[] md5(byte[] content) throws Exception {
    return MessageDigest.getInstance("MD5").digest(content);
  }

  private static Fingerprint md5Of(byte[] content) throws Exception {
    return new Md5(HexFormat.of().formatHex(md5(content)));
  }

  /// As an object has it that was written in one part, though in parts.
  private static Fingerprint onePartOf(byte[] content) throws Exception {
    return new MultipartETag(HexFormat.of().formatHex(md5(md5(content))) + "-1", 1);
  }

  /// In more parts than anybody would write so little in.
  private static final Fingerprint UNKNOWN_PARTS =
      new MultipartETag("0cc175b9c0f1b6a831c399e269772661-7", 7);

  private static ToldStore file(byte[] content) {
    return ToldStore.file(content, NOON);
  }

  private static ToldStore object(byte[] content, Fingerprint listed) {
    return ToldStore.object(content, EVENING, listed);
  }

  private Verdict compare(ToldStore source, ToldStore target) throws Exception {
    return compare(Sides.of(source, target), source, target, false);
  }

  private Verdict compareByReading(ToldStore source, ToldStore target) throws Exception {
    return compare(Sides.of(source, target), source, target, true);
  }

  /// Reads what it must in a verification only.
  private Comparer comparer(Sides sides, boolean readRemote) {
    Ladder ladder = new Ladder(readRemote ? Comparison.BYTES : Comparison.MD5, readRemote);
    return new Comparer(sides, ladder, new BytePermits(4 << 20), cpu, readBytes::add);
  }

  private Verdict compare(Sides sides, ToldStore source, ToldStore target, boolean readRemote)
      throws Exception {
    Verdict verdict = comparer(sides, readRemote).compare(source.entry(), target.entry()).verdict();
    assertThat(source.memory().openHandles()).isEmpty();
    assertThat(target.memory().openHandles()).isEmpty();
    return verdict;
  }

  @Test
  void a_file_is_read_and_an_object_whose_etag_is_its_md5_is_neither_read_nor_asked()
      throws Exception {
    ToldStore file = file(CONTENT);
    ToldStore object = object(CONTENT, md5Of(CONTENT));

    assertThat(compare(file, object)).isEqualTo(Verdict.EQUAL);
    assertThat(compare(object, file)).isEqualTo(Verdict.EQUAL);

    assertThat(object.opened()).isZero();
    assertThat(object.asked()).isZero();
    assertThat(readBytes).containsExactly((long) CONTENT.length, (long) CONTENT.length);
  }

  @Test
  void an_etag_in_capitals_is_the_same_digest() throws Exception {
    ToldStore file = file(CONTENT);
    for (Fingerprint digest : List.of(md5Of(CONTENT), onePartOf(CONTENT))) {
      String capitals = Objects.requireNonNull(digest.etag()).toUpperCase(Locale.ROOT);
      ToldStore object = object(CONTENT, Fingerprint.ofETag(capitals));
      assertThat(compare(file, object)).as(capitals).isEqualTo(Verdict.EQUAL);
      assertThat(object.asked()).isZero();
    }
  }

  @Test
  void a_difference_is_believed_when_the_store_confirms_that_the_etag_is_an_md5() throws Exception {
    ToldStore file = file(CONTENT);
    ToldStore object = object(OTHER, md5Of(OTHER));

    assertThat(compare(file, object)).isEqualTo(Verdict.DIFFERENT);
    assertThat(compare(object, file)).isEqualTo(Verdict.DIFFERENT);
    assertThat(compare(object, object(CONTENT, md5Of(CONTENT)))).isEqualTo(Verdict.DIFFERENT);

    assertThat(object.asked()).as("once in each comparison").isEqualTo(3);
    assertThat(object.opened()).isZero();
  }

  @Test
  void an_etag_that_is_no_md5_after_all_leaves_it_to_the_times() throws Exception {
    ToldStore encrypted = object(CONTENT, LIE).confirming(Fingerprint.OPAQUE);

    assertThat(compare(file(CONTENT), encrypted))
        .as("the object is younger by hours")
        .isEqualTo(Verdict.EQUAL_BY_TIME);
    assertThat(compare(encrypted, file(CONTENT)))
        .as("the file is older by hours")
        .isEqualTo(Verdict.NEWER);
    assertThat(compare(encrypted, object(CONTENT, md5Of(CONTENT)))).isEqualTo(Verdict.NEWER);
    assertThat(compare(object(CONTENT, md5Of(CONTENT)), encrypted)).isEqualTo(Verdict.NEWER);
    assertThat(encrypted.opened()).isZero();
  }

  @Test
  void an_etag_that_is_no_md5_after_all_is_not_asked_for_where_reading_is_allowed()
      throws Exception {
    ToldStore encrypted = object(CONTENT, LIE).confirming(Fingerprint.OPAQUE);

    assertThat(compareByReading(file(CONTENT), encrypted)).isEqualTo(Verdict.EQUAL);
    assertThat(compareByReading(encrypted, file(CONTENT))).isEqualTo(Verdict.EQUAL);
    assertThat(compareByReading(file(OTHER), encrypted)).isEqualTo(Verdict.DIFFERENT);
    assertThat(compareByReading(encrypted, file(OTHER))).isEqualTo(Verdict.DIFFERENT);
    assertThat(encrypted.opened()).isEqualTo(4);
  }

  @Test
  void nothing_is_read_where_one_side_says_nothing_and_may_not_be_read() throws Exception {
    ToldStore file = file(CONTENT);
    ToldStore silent = object(CONTENT, Fingerprint.OPAQUE);

    assertThat(compare(file, silent)).isEqualTo(Verdict.EQUAL_BY_TIME);
    assertThat(compare(silent, file)).isEqualTo(Verdict.NEWER);
    assertThat(compare(object(CONTENT, md5Of(CONTENT)), object(CONTENT, UNKNOWN_PARTS)))
        .isEqualTo(Verdict.NEWER);

    assertThat(readBytes).isEmpty();
  }

  @Test
  void an_object_that_says_nothing_is_read_where_that_is_allowed() throws Exception {
    ToldStore silent = object(CONTENT, Fingerprint.OPAQUE);

    assertThat(compareByReading(file(CONTENT), silent)).isEqualTo(Verdict.EQUAL);
    assertThat(compareByReading(silent, file(OTHER))).isEqualTo(Verdict.DIFFERENT);
    assertThat(compareByReading(object(CONTENT, UNKNOWN_PARTS), silent)).isEqualTo(Verdict.EQUAL);
    assertThat(silent.opened()).isEqualTo(3);
    assertThat(silent.asked()).as("for checksums, which are cheaper").isEqualTo(2);
  }

  @Test
  void a_file_is_read_in_the_parts_that_an_object_was_written_in() throws Exception {
    ToldStore file = file(CONTENT);
    ToldStore object = object(CONTENT, onePartOf(CONTENT));

    assertThat(compare(file, object)).isEqualTo(Verdict.EQUAL);
    assertThat(compare(object, file)).isEqualTo(Verdict.EQUAL);
    assertThat(compareByReading(object, file)).isEqualTo(Verdict.EQUAL);

    assertThat(file.opened()).as("one reading for all part sizes").isEqualTo(3);
    assertThat(object.opened()).isZero();
    assertThat(object.asked()).isZero();
  }

  @Test
  void a_file_that_is_none_of_the_usual_parts_is_another_content_if_the_etag_is_one_of_parts()
      throws Exception {
    ToldStore object = object(OTHER, onePartOf(OTHER));
    assertThat(compare(file(CONTENT), object)).isEqualTo(Verdict.DIFFERENT);
    assertThat(compare(object, file(CONTENT))).isEqualTo(Verdict.DIFFERENT);

    ToldStore encrypted = object(OTHER, onePartOf(OTHER)).confirming(Fingerprint.OPAQUE);
    assertThat(compare(file(CONTENT), encrypted)).isEqualTo(Verdict.EQUAL_BY_TIME);
    assertThat(encrypted.opened()).isZero();
  }

  @Test
  void parts_that_cannot_be_deduced_leave_it_to_the_times_without_reading() throws Exception {
    ToldStore file = file(CONTENT);

    assertThat(compare(file, object(CONTENT, UNKNOWN_PARTS))).isEqualTo(Verdict.EQUAL_BY_TIME);
    assertThat(file.opened()).isZero();
  }

  @Test
  void where_reading_is_allowed_parts_that_do_not_fit_are_no_proof() throws Exception {
    ToldStore object = object(CONTENT, UNKNOWN_PARTS);
    assertThat(compareByReading(file(CONTENT), object)).isEqualTo(Verdict.EQUAL);
    assertThat(compareByReading(object, file(OTHER))).isEqualTo(Verdict.DIFFERENT);

    Fingerprint otherParts = onePartOf(OTHER);
    assertThat(compareByReading(file(CONTENT), object(CONTENT, otherParts)))
        .as("another tool's parts")
        .isEqualTo(Verdict.EQUAL);
  }

  @Test
  void the_own_times_are_asked_for_only_where_the_listings_leave_it_open() throws Exception {
    ToldStore clear = ToldStore.object(CONTENT, EVENING, Fingerprint.OPAQUE);
    assertThat(compare(file(CONTENT), clear)).isEqualTo(Verdict.EQUAL_BY_TIME);
    assertThat(clear.asked()).isZero();

    ToldStore close =
        ToldStore.object(CONTENT, NOON.plusSeconds(60), Fingerprint.OPAQUE).withOwnTime(NOON);
    assertThat(compare(file(CONTENT), close)).isEqualTo(Verdict.EQUAL_BY_TIME);
    assertThat(close.asked()).isEqualTo(1);

    ToldStore ofAnother =
        ToldStore.object(CONTENT, NOON.plusSeconds(60), Fingerprint.OPAQUE)
            .withOwnTime(NOON.minusSeconds(9));
    assertThat(compare(file(CONTENT), ofAnother)).isEqualTo(Verdict.NEWER);
  }

  @Test
  void where_no_time_is_known_it_cannot_be_told() throws Exception {
    ToldStore timeless = ToldStore.object(CONTENT, Instant.EPOCH, Fingerprint.OPAQUE);
    assertThat(compare(file(CONTENT), timeless)).isEqualTo(Verdict.UNKNOWN);
  }

  /// An object made of the file, whose ETag is another content's: perhaps it is, and perhaps the
  /// service makes its ETags of something else.
  private static ToldStore madeOfTheFile(byte[] content, Fingerprint listed) {
    return object(content, listed).withOwnTime(NOON);
  }

  @Test
  void a_copy_of_just_this_version_is_read_before_its_etag_is_believed_to_differ()
      throws Exception {
    ToldStore odd = madeOfTheFile(CONTENT, LIE);
    assertThat(compare(file(CONTENT), odd)).isEqualTo(Verdict.EQUAL);
    assertThat(odd.opened()).isEqualTo(1);

    ToldStore right = madeOfTheFile(OTHER, md5Of(OTHER));
    assertThat(compare(file(CONTENT), right)).isEqualTo(Verdict.DIFFERENT);
    assertThat(right.opened()).isEqualTo(1);

    ToldStore ofAnother = object(CONTENT, LIE).withOwnTime(NOON.minusSeconds(9));
    assertThat(compare(file(CONTENT), ofAnother)).isEqualTo(Verdict.DIFFERENT);
    assertThat(ofAnother.opened()).isZero();
  }

  @Test
  void the_same_holds_of_a_file_made_of_an_object() throws Exception {
    ToldStore odd = madeOfTheFile(CONTENT, LIE);
    assertThat(compare(odd, file(CONTENT))).isEqualTo(Verdict.EQUAL);
    assertThat(odd.opened()).isEqualTo(1);
  }

  @Test
  void etags_that_were_wrong_of_three_whole_contents_are_not_asked_about_any_more()
      throws Exception {
    ToldStore file = file(CONTENT);
    ToldStore odd = madeOfTheFile(CONTENT, LIE);
    Sides sides = Sides.of(file, odd);
    for (int i = 0; i < 3; i++) {
      assertThat(sides.targetTrust().isLost()).isFalse();
      assertThat(compare(sides, file, odd, false)).isEqualTo(Verdict.EQUAL);
    }
    assertThat(sides.targetTrust().isLost()).isTrue();
    assertThat(sides.sourceTrust().isLost()).as("files have no ETags").isFalse();
    assertThat(odd.opened()).isEqualTo(3);

    assertThat(compare(sides, file, odd, false))
        .as("the ETag says nothing, and the object was written later")
        .isEqualTo(Verdict.EQUAL_BY_TIME);
    assertThat(odd.opened()).isEqualTo(3);
  }

  @Test
  void etags_of_parts_that_were_wrong_of_whole_contents_are_not_believed_either() throws Exception {
    ToldStore odd = madeOfTheFile(CONTENT, onePartOf(OTHER));
    ToldStore file = file(CONTENT);
    Sides sides = Sides.of(odd, file);
    for (int i = 0; i < 3; i++) {
      assertThat(compare(sides, odd, file, false)).isEqualTo(Verdict.EQUAL);
    }
    assertThat(sides.sourceTrust().isLost()).isTrue();
    assertThat(sides.targetTrust().isLost()).isFalse();
  }

  @Test
  void etags_that_were_right_three_times_are_believed_without_reading() throws Exception {
    for (Fingerprint right : List.of(md5Of(OTHER), onePartOf(OTHER))) {
      ToldStore file = file(CONTENT);
      ToldStore changed = madeOfTheFile(OTHER, right);
      Sides sides = Sides.of(file, changed);
      for (int i = 0; i < 4; i++) {
        assertThat(compare(sides, file, changed, false)).isEqualTo(Verdict.DIFFERENT);
      }
      assertThat(changed.opened()).isEqualTo(3);
      assertThat(sides.targetTrust().isLost()).isFalse();
    }
  }

  @Test
  void where_all_may_be_read_no_doubt_is_left_and_nothing_is_learnt_of_etags() throws Exception {
    ToldStore file = file(CONTENT);
    ToldStore odd = madeOfTheFile(OTHER, md5Of(OTHER));
    assertThat(compareByReading(file, odd)).isEqualTo(Verdict.DIFFERENT);
    assertThat(odd.opened()).isZero();
  }

  @Test
  void a_content_of_many_windows_is_read_once_in_its_order() throws Exception {
    byte[] large = new byte[(1 << 20) + 100_000];
    new Random(5).nextBytes(large);
    byte[] changed = large.clone();
    changed[large.length - 1]++;

    assertThat(compare(file(large), object(large, md5Of(large)))).isEqualTo(Verdict.EQUAL);
    assertThat(readBytes).containsExactly(1L << 20, 100_000L);
    assertThat(compare(file(changed), object(large, md5Of(large)))).isEqualTo(Verdict.DIFFERENT);
    assertThat(compare(file(large), object(large, onePartOf(large)))).isEqualTo(Verdict.EQUAL);
  }

  @Test
  void nothing_is_equal_by_md5_and_by_parts_too() throws Exception {
    byte[] nothing = new byte[0];
    assertThat(compare(file(nothing), object(nothing, md5Of(nothing)))).isEqualTo(Verdict.EQUAL);
    assertThat(readBytes).isEmpty();
  }

  @Test
  void a_content_that_changes_while_it_is_read_is_never_taken_for_either() throws Exception {
    ToldStore file = file(CONTENT);
    file.memory()
        .setHook((operation, _) -> {
          if (operation == Operation.VERIFY) {
            file.memory().put("k", Arrays.copyOf(OTHER, OTHER.length));
          }
        });
    assertThatThrownBy(() -> compare(file, object(CONTENT, md5Of(CONTENT))))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.CHANGED));
  }

  /// In many windows.
  private static byte[] large() {
    byte[] content = new byte[20 << 20];
    new Random(5).nextBytes(content);
    return content;
  }

  private static byte[] changedAt(byte[] content, int at) {
    byte[] changed = content.clone();
    changed[at]++;
    return changed;
  }

  /// Counts a store's reads, the latest of which are counted before they are answered.
  private static AtomicInteger reads(ToldStore store, CountDownLatch... awaited) {
    AtomicInteger reads = new AtomicInteger();
    store
        .memory()
        .setHook((operation, _) -> {
          if (operation == Operation.READ) {
            reads.incrementAndGet();
            for (CountDownLatch latch : awaited) {
              latch.countDown();
              latch.await();
            }
          }
        });
    return reads;
  }

  @Test
  @Timeout(60)
  void several_windows_of_an_object_are_read_at_once() throws Exception {
    byte[] content = large();
    ToldStore object = object(content, Fingerprint.OPAQUE);
    AtomicInteger reads = reads(object, new CountDownLatch(4)); // else it waits for ever
    assertThat(compareByReading(object, object(content, md5Of(content)))).isEqualTo(Verdict.EQUAL);
    assertThat(reads).hasValue(20);
    assertThat(readBytes).hasSize(20);
  }

  @Test
  @Timeout(60)
  void both_sides_are_read_at_once_where_both_must_be() throws Exception {
    byte[] content = large();
    CountDownLatch both = new CountDownLatch(4); // two windows of each
    ToldStore one = object(content, Fingerprint.OPAQUE);
    ToldStore other = object(content, UNKNOWN_PARTS);
    reads(one, both);
    reads(other, both);
    assertThat(compareByReading(one, other)).isEqualTo(Verdict.EQUAL);
    assertThat(compareByReading(one, object(changedAt(content, content.length - 1), UNKNOWN_PARTS)))
        .isEqualTo(Verdict.DIFFERENT);
  }

  @Test
  void objects_that_differ_early_are_not_read_to_the_end() throws Exception {
    byte[] content = large();
    ToldStore one = object(content, Fingerprint.OPAQUE);
    ToldStore other = object(changedAt(content, 0), Fingerprint.OPAQUE);
    AtomicInteger reads = reads(one);
    AtomicInteger otherReads = reads(other);
    assertThat(compareByReading(one, other)).isEqualTo(Verdict.DIFFERENT);
    assertThat(reads.get()).isLessThan(10);
    assertThat(otherReads.get()).isLessThan(10);
  }

  @Test
  void a_file_is_read_to_the_end_all_the_same_and_remembered_for_what_it_is() throws Exception {
    byte[] content = large();
    for (int at : new int[] {0, content.length - 1}) {
      ToldStore file = file(content);
      ToldStore object = object(changedAt(content, at), Fingerprint.OPAQUE);
      assertThat(compareByReading(file, object)).isEqualTo(Verdict.DIFFERENT);
      assertThat(file.remembered())
          .containsExactly(new Remembered(Md5Value.ofBytes(md5(content), 0)));
    }
    ToldStore file = file(content);
    assertThat(compareByReading(object(content, Fingerprint.OPAQUE), file))
        .isEqualTo(Verdict.EQUAL);
    assertThat(file.remembered())
        .containsExactly(new Remembered(Md5Value.ofBytes(md5(content), 0)));
  }

  @Test
  void a_window_that_cannot_be_read_fails_the_comparison_and_nothing_stays_open() throws Exception {
    byte[] content = large();
    ToldStore one = object(content, Fingerprint.OPAQUE);
    ToldStore other = object(content, Fingerprint.OPAQUE);
    AtomicInteger reads = new AtomicInteger();
    other
        .memory()
        .setHook((operation, _) -> {
          if (operation == Operation.READ && reads.incrementAndGet() == 7) {
            throw new StoreException(StoreException.Kind.TRANSIENT, "read: no answer");
          }
        });
    assertThatThrownBy(() -> compareByReading(one, other)).hasMessage("read: no answer");
    assertThat(one.memory().openHandles()).isEmpty();
    assertThat(other.memory().openHandles()).isEmpty();
  }

  @Test
  void memory_for_one_window_of_each_side_suffices() throws Exception {
    byte[] content = large();
    ToldStore one = object(content, Fingerprint.OPAQUE);
    ToldStore other = object(content, Fingerprint.OPAQUE);
    BytePermits memory = new BytePermits(1 << 20);
    Verdict verdict =
        new Comparer(
                Sides.of(one, other),
                new Ladder(Comparison.BYTES, true),
                memory,
                cpu,
                readBytes::add)
            .compare(one.entry(), other.entry())
            .verdict();
    assertThat(verdict).isEqualTo(Verdict.EQUAL);
    assertThat(memory.tryAcquire(1 << 20)).as("all is given back").isNotNull();
  }
}
