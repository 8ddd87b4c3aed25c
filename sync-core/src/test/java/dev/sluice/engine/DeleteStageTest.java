package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.NotAttempted;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How deletions go on and what becomes of them where they cannot: every one ends in one outcome.
@Timeout(60)
class DeleteStageTest {

  private static final Deletion FORCED = new Deletion(true, OptionalLong.empty(), true, false);
  private static final Deletion IGNORING = new Deletion(true, OptionalLong.empty(), true, true);

  /// A run that has listed everything.
  private static CarryOutHarness listed(Deletion deletion, int workers) {
    CarryOutHarness run = new CarryOutHarness(Mode.SYNC, deletion, workers);
    run.figures.listed(true);
    return run;
  }

  private static List<Action> deletions(CarryOutHarness run, int count) throws Exception {
    List<Action> deletions = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deletions.add(run.deletionOfNew("extra%03d".formatted(i)));
    }
    return deletions;
  }

  /// Lets nothing be written below `d` while that is a file, which it is.
  private static void obstruct(CarryOutHarness run) {
    run.target.setHook((operation, key) -> {
      if (operation == Operation.COPY
          && key != null
          && key.value().startsWith("d/")
          && run.target.keys().contains("d")) {
        throw new StoreException(Kind.OBSTRUCTED, "write " + key.value() + ": d is a file");
      }
    });
  }

  /// Plans copies below `d`, the deletion of what is in their way, and that of others; the copies
  /// have met it and wait.
  private static void obstructed(CarryOutHarness run, int copies, int others) throws Exception {
    obstruct(run);
    for (int i = 0; i < copies; i++) {
      run.carryOut.accept(run.copyOfNew("d/%03d".formatted(i)));
    }
    run.carryOut.accept(run.deletionOfNew("d"));
    run.accept(deletions(run, others));
    run.transfer();
    assertThat(run.outcomes).isEmpty();
  }

  private static List<String> keys(CarryOutHarness run, Class<? extends Outcome> type) {
    return run.outcomes.stream()
        .filter(type::isInstance)
        .map(outcome -> outcome.key().value())
        .sorted()
        .toList();
  }

  @Test
  void four_batches_are_deleted_at_once_and_no_more() throws Exception {
    Set<String> deleters = ConcurrentHashMap.newKeySet();
    CountDownLatch four = new CountDownLatch(4);
    try (CarryOutHarness run = listed(FORCED, 1)) {
      run.accept(deletions(run, 300));
      run.target.setHook((_, _) -> {
        deleters.add(Thread.currentThread().getName());
        four.countDown();
        four.await();
        CarryOutHarness.letOthersRun();
      });
      run.carryOut.delete();
      assertThat(run.counts().deleted()).isEqualTo(300);
      assertThat(run.target.keys()).isEmpty();
    }
    assertThat(deleters)
        .containsExactlyInAnyOrder(
            "sluice-delete-1", "sluice-delete-2", "sluice-delete-3", "sluice-delete-4");
  }

  @Test
  void nothing_is_deleted_where_a_listing_did_not_come_to_its_end() throws Exception {
    for (boolean hasEnded : new boolean[] {false, true}) {
      try (CarryOutHarness run = new CarryOutHarness(Mode.SYNC, FORCED, 1)) {
        run.accept(deletions(run, 3));
        if (hasEnded) {
          run.figures.listed(false);
        }
        run.carryOut.delete();
        assertThat(run.target.keys()).hasSize(3);
        assertThat(run.counts().deleted()).isZero();
      }
    }
  }

  @Test
  void what_a_drain_keeps_from_being_deleted_is_told_by_name_as_not_attempted() throws Exception {
    try (CarryOutHarness run = listed(FORCED, 1)) {
      run.accept(deletions(run, 100));
      AtomicBoolean first = new AtomicBoolean(true);
      run.target.setHook((operation, _) -> {
        if (operation == Operation.DELETE && first.getAndSet(false)) {
          run.cancellation.drain();
        }
      });
      run.carryOut.delete();
      assertThat(run.counts().deleted()).as("what was under way").isBetween(10L, 40L);
      assertThat(keys(run, NotAttempted.class)).containsExactlyElementsOf(run.target.keys());
      assertThat(run.counts().total()).isEqualTo(100);
    }
  }

  @Test
  void copies_whose_way_was_cleared_count_as_ended_once() throws Exception {
    try (CarryOutHarness run = listed(FORCED, 1)) {
      obstructed(run, 5, 2);
      assertThat(run.progress().transfers().planned()).isEqualTo(5);
      assertThat(run.progress().transfers().ended()).as("their turn is yet to come").isZero();
      run.carryOut.delete();
      assertThat(run.progress().transfers().ended()).isEqualTo(5);
      assertThat(run.counts().copiedCount()).isEqualTo(5);
      assertThat(run.counts().deleted()).isEqualTo(3);
      assertThat(run.counts().total()).isEqualTo(8);
    }
  }

  @Test
  void empty_directories_are_cleared_from_the_places_of_copies_that_wait_and_no_others()
      throws Exception {
    try (CarryOutHarness run = listed(FORCED, 1)) {
      run.accept(deletions(run, 1));
      run.carryOut.delete();
      assertThat(run.cleared).isEmpty();
    }
    try (CarryOutHarness run = listed(FORCED, 1)) {
      obstructed(run, 2, 1);
      run.target.setHook((operation, _) -> {
        if (operation == Operation.COPY) {
          assertThat(run.cleared).containsExactly(Key.of("d/000"), Key.of("d/001"));
        }
      });
      run.carryOut.delete();
      assertThat(run.counts().copiedCount()).isEqualTo(2);
    }
  }

  @Test
  void a_run_that_is_ending_clears_no_directory_for_copies_that_it_will_not_make()
      throws Exception {
    try (CarryOutHarness run = listed(FORCED, 1)) {
      obstructed(run, 2, 1);
      run.target.setHook((operation, _) -> {
        if (operation == Operation.DELETE) {
          run.cancellation.drain();
        }
      });
      run.carryOut.delete();
      assertThat(run.target.keys()).containsExactly("extra000");
      assertThat(run.cleared).isEmpty();
      assertThat(run.counts().notAttempted()).isEqualTo(2);
      assertThat(run.counts().total()).isEqualTo(4);
    }
  }

  @Test
  void no_more_copy_at_once_when_their_way_is_clear_than_before() throws Exception {
    Set<String> workers = ConcurrentHashMap.newKeySet();
    try (CarryOutHarness run = listed(FORCED, 1)) {
      obstructed(run, 50, 0);
      run.target.setHook((operation, _) -> {
        if (operation == Operation.COPY) {
          workers.add(Thread.currentThread().getName());
          CarryOutHarness.letOthersRun();
        }
      });
      run.carryOut.delete();
      assertThat(run.counts().copiedCount()).isEqualTo(50);
    }
    assertThat(workers).containsExactly("sluice-transfer-1");
  }

  @Test
  void a_copy_that_fails_though_its_way_is_clear_withholds_the_other_deletions_by_name()
      throws Exception {
    for (Deletion deletion : List.of(FORCED, IGNORING)) {
      try (CarryOutHarness run = listed(deletion, 1)) {
        obstructed(run, 1, 3);
        run.target.setHook((operation, _) -> {
          if (operation == Operation.COPY) {
            throw new StoreException(Kind.OBSTRUCTED, "write d/000: in the way still");
          }
        });
        run.carryOut.delete();
        List<String> others = List.of("extra000", "extra001", "extra002");
        assertThat(keys(run, Failed.class)).containsExactly("d/000");
        assertThat(keys(run, Skipped.class))
            .isEqualTo(deletion.ignoreErrors() ? List.of() : others);
        assertThat(run.target.keys()).isEqualTo(deletion.ignoreErrors() ? List.of() : others);
        assertThat(run.counts().total()).isEqualTo(5);
      }
    }
  }

  @Test
  void a_drain_while_blocked_copies_are_tried_withholds_the_others_whatever_is_ignored()
      throws Exception {
    try (CarryOutHarness run = listed(IGNORING, 1)) {
      obstructed(run, 3, 2);
      run.target.setHook((operation, _) -> {
        if (operation == Operation.COPY) {
          run.cancellation.drain();
        }
      });
      run.carryOut.delete();
      assertThat(run.target.keys()).containsExactly("d/000", "extra000", "extra001");
      assertThat(run.counts().skipped()).containsEntry(SkipReason.DELETE_WITHHELD, 2L);
      assertThat(run.counts().notAttempted()).as("the other copies").isEqualTo(2);
      assertThat(run.counts().total()).isEqualTo(6);
    }
  }

  @Test
  void deletions_that_cannot_be_kept_apart_are_named_and_nothing_more_is_deleted()
      throws Exception {
    for (int full : new int[] {CarryOutHarness.OBSTACLES, CarryOutHarness.OTHERS}) {
      try (CarryOutHarness run = listed(IGNORING, 1)) {
        obstructed(run, 3, 4);
        for (int i = 0; i < 4; i++) {
          run.carryOut.accept(run.deletionOfNew("d/000/" + i));
        }
        run.codecs.get(full).isFull = true;
        run.carryOut.delete();
        assertThat(run.counts().deleted()).isZero();
        assertThat(run.counts().copiedCount()).isZero();
        assertThat(keys(run, NotAttempted.class)).isNotEmpty();
        assertThat(run.counts().total()).isEqualTo(3 + 1 + 4 + 4);
        assertThat(run.ending.of(run.counts()).status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(run.ending.of(run.counts()).reason()).contains("no space left");
      }
    }
  }

  @Test
  void deletions_that_cannot_be_read_back_end_the_run_and_are_counted() throws Exception {
    try (CarryOutHarness run = listed(FORCED, 1)) {
      run.accept(deletions(run, 9));
      run.codecs.get(CarryOutHarness.DELETIONS).isUnreadable = true;
      run.carryOut.delete();
      assertThat(run.counts().deleted()).as("what was in memory").isLessThanOrEqualTo(2);
      assertThat(run.counts().total()).isEqualTo(9);
      assertThat(run.ending.isEnding()).isTrue();
      assertThat(run.ending.of(run.counts()).reason()).contains("bad sector");
    }
  }

  @Test
  void copies_that_wait_and_cannot_be_read_back_are_counted() throws Exception {
    try (CarryOutHarness run = listed(FORCED, 1)) {
      obstructed(run, 5, 1);
      run.codecs.get(CarryOutHarness.COPIES).isUnreadable = true;
      run.carryOut.delete();
      assertThat(run.counts().copiedCount()).as("what was in memory").isEqualTo(2);
      assertThat(run.counts().notAttempted()).isEqualTo(3);
      assertThat(run.counts().skipped()).containsEntry(SkipReason.DELETE_WITHHELD, 1L);
      assertThat(run.counts().total()).isEqualTo(7);
    }
  }

  @Test
  void a_copy_that_cannot_be_kept_until_its_way_is_clear_has_failed() throws Exception {
    try (CarryOutHarness run = listed(FORCED, 1)) {
      obstruct(run);
      run.codecs.get(CarryOutHarness.COPIES).isFull = true;
      for (int i = 0; i < 3; i++) {
        run.carryOut.accept(run.copyOfNew("d/" + i));
      }
      run.carryOut.accept(run.deletionOfNew("d"));
      run.transfer();
      assertThat(run.outcomes)
          .singleElement()
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Kind.OBSTRUCTED);
                assertThat(failed.key()).isEqualTo(Key.of("d/2"));
              });
      run.carryOut.delete();
      assertThat(run.target.keys()).containsExactly("d");
      assertThat(run.counts().deleted()).isZero();
      assertThat(run.counts().total()).isEqualTo(4);
    }
  }
}
