package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.ActionCodec;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.NotAttempted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockedCopiesTest {

  private static BlockedCopies blocked(boolean waiting) {
    return new BlockedCopies(
        waiting, () -> new Spool<>(new ActionCodec(), 9, Tuning.DEFAULT.temporaryFolder()));
  }

  private static Entry entry(String key) {
    return Entry.ofFile(Key.of(key), 1, Instant.EPOCH);
  }

  private static Copy copy(String key) {
    return new Copy(entry(key), null, CopyReason.NEW);
  }

  private static Outcome failed(Kind kind) {
    return new Failed(Key.of("k"), kind, "write k", FailedAt.DESTINATION);
  }

  private static List<String> drained(Spool<Action> spool) throws Exception {
    List<String> keys = new ArrayList<>();
    for (Action each = spool.take(); each != null; each = spool.take()) {
      keys.add(each.key().value());
    }
    return keys;
  }

  @Test
  void only_copies_wait_and_only_for_what_is_in_their_way() {
    try (BlockedCopies blocked = blocked(true)) {
      assertThat(blocked.isEmpty()).isTrue();
      assertThat(blocked.take(copy("a/b"), failed(Kind.DENIED))).isFalse();
      assertThat(blocked.take(copy("a/b"), new NotAttempted(Key.of("a/b")))).isFalse();
      assertThat(blocked.take(new Delete(entry("a")), failed(Kind.OBSTRUCTED))).isFalse();
      assertThat(blocked.isEmpty()).isTrue();

      assertThat(blocked.take(copy("a/b"), failed(Kind.OBSTRUCTED))).isTrue();
      assertThat(blocked.isEmpty()).isFalse();
      assertThat(blocked.left()).isEqualTo(1);
      assertThat(blocked.keys()).containsExactly(Key.of("a/b"));
    }
  }

  @Test
  void nothing_waits_where_nothing_is_deleted_or_once_deletions_have_begun() throws Exception {
    try (BlockedCopies idle = blocked(false);
        BlockedCopies ended = blocked(true)) {
      assertThat(idle.take(copy("a"), failed(Kind.OBSTRUCTED))).isFalse();
      ended.end();
      assertThat(ended.take(copy("a"), failed(Kind.OBSTRUCTED))).isFalse();
      assertThat(ended.copies().take()).as("an ended queue keeps nobody waiting").isNull();
    }
  }

  @Test
  void what_is_above_or_below_a_waiting_copy_is_in_its_way_and_nothing_else() throws Exception {
    try (BlockedCopies blocked = blocked(true)) {
      for (String key : List.of("a/b/c", "f")) {
        assertThat(blocked.take(copy(key), failed(Kind.OBSTRUCTED))).isTrue();
      }
      for (String key : List.of("a", "a/b", "a/b0", "a0", "aa/b", "f/g", "f/g/h", "g", "g/f/x")) {
        blocked.addDeletion(new Delete(entry(key)));
      }
      assertThat(blocked.left()).isEqualTo(2 + 9);
      blocked.endDeletions();
      assertThat(drained(blocked.obstacles())).containsExactly("a", "a/b", "f/g", "f/g/h");
      assertThat(drained(blocked.others())).containsExactly("a/b0", "a0", "aa/b", "g", "g/f/x");
      assertThat(blocked.left()).isEqualTo(2);
    }
  }

  @Test
  void a_key_that_begins_with_a_slash_is_in_the_way_of_what_is_below_it() throws Exception {
    try (BlockedCopies blocked = blocked(true)) {
      assertThat(blocked.take(copy("/a"), failed(Kind.OBSTRUCTED))).isTrue();
      blocked.addDeletion(new Delete(entry("/a/b")));
      blocked.addDeletion(new Delete(entry("/b")));
      blocked.endDeletions();
      assertThat(drained(blocked.obstacles())).containsExactly("/a/b");
      assertThat(drained(blocked.others())).containsExactly("/b");
    }
  }

  @Test
  void so_many_keys_are_remembered_and_the_copies_beyond_wait_with_them() {
    try (BlockedCopies blocked =
        new BlockedCopies(
            true,
            () -> new Spool<>(new ActionCodec(), 1_000_000, Tuning.DEFAULT.temporaryFolder()))) {
      for (int i = 0; i <= BlockedCopies.MOST_REMEMBERED; i++) {
        assertThat(blocked.take(copy("d/" + i), failed(Kind.OBSTRUCTED))).isTrue();
      }
      assertThat(blocked.keys()).hasSize(BlockedCopies.MOST_REMEMBERED);
      assertThat(blocked.left()).isEqualTo(BlockedCopies.MOST_REMEMBERED + 1);
    }
  }

  @Test
  void closed_ones_have_given_their_queues_up() throws Exception {
    BlockedCopies blocked = blocked(true);
    assertThat(blocked.take(copy("a/b"), failed(Kind.OBSTRUCTED))).isTrue();
    blocked.addDeletion(new Delete(entry("a")));
    blocked.addDeletion(new Delete(entry("z")));
    blocked.close();
    assertThat(blocked.copies().take()).isNull();
    assertThat(blocked.obstacles().take()).isNull();
    assertThat(blocked.others().take()).isNull();
  }
}
