package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
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

class ObstructedTest {

  private static Obstructed obstructed(boolean waiting) {
    return new Obstructed(
        waiting, () -> new Spool<>(new ActionCodec(), 9, Tuning.DEFAULT.temporaryFolder()));
  }

  private static Entry entry(String key) {
    return new Entry(Key.of(key), 1, Instant.EPOCH, Fingerprint.UNREAD, null);
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
    try (Obstructed obstructed = obstructed(true)) {
      assertThat(obstructed.isEmpty()).isTrue();
      assertThat(obstructed.take(copy("a/b"), failed(Kind.DENIED))).isFalse();
      assertThat(obstructed.take(copy("a/b"), new NotAttempted(Key.of("a/b")))).isFalse();
      assertThat(obstructed.take(new Delete(entry("a")), failed(Kind.OBSTRUCTED))).isFalse();
      assertThat(obstructed.isEmpty()).isTrue();

      assertThat(obstructed.take(copy("a/b"), failed(Kind.OBSTRUCTED))).isTrue();
      assertThat(obstructed.isEmpty()).isFalse();
      assertThat(obstructed.left()).isEqualTo(1);
      assertThat(obstructed.keys()).containsExactly(Key.of("a/b"));
    }
  }

  @Test
  void nothing_waits_where_nothing_is_deleted_or_once_deletions_have_begun() throws Exception {
    try (Obstructed idle = obstructed(false);
        Obstructed ended = obstructed(true)) {
      assertThat(idle.take(copy("a"), failed(Kind.OBSTRUCTED))).isFalse();
      ended.end();
      assertThat(ended.take(copy("a"), failed(Kind.OBSTRUCTED))).isFalse();
      assertThat(ended.copies().take()).as("an ended queue keeps nobody waiting").isNull();
    }
  }

  @Test
  void what_is_above_or_below_a_waiting_copy_is_in_its_way_and_nothing_else() throws Exception {
    try (Obstructed obstructed = obstructed(true)) {
      for (String key : List.of("a/b/c", "f")) {
        assertThat(obstructed.take(copy(key), failed(Kind.OBSTRUCTED))).isTrue();
      }
      for (String key : List.of("a", "a/b", "a/b0", "a0", "aa/b", "f/g", "f/g/h", "g", "g/f/x")) {
        obstructed.part(new Delete(entry(key)));
      }
      assertThat(obstructed.left()).isEqualTo(2 + 9);
      obstructed.parted();
      assertThat(drained(obstructed.obstacles())).containsExactly("a", "a/b", "f/g", "f/g/h");
      assertThat(drained(obstructed.others())).containsExactly("a/b0", "a0", "aa/b", "g", "g/f/x");
      assertThat(obstructed.left()).isEqualTo(2);
    }
  }
}
