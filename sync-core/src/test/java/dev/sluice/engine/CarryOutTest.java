package dev.sluice.engine;

import static dev.sluice.engine.CarryOutHarness.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Refuse;
import dev.sluice.plan.Action.Skip;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.ActionCodec;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Skipped;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CarryOutTest {

  /// What becomes of a plan when it is written down and read back.
  private static List<Action> readBack(List<Action> plan) throws Exception {
    ActionCodec codec = new ActionCodec();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Action action : plan) {
      codec.write(action, new DataOutputStream(bytes));
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    List<Action> actions = new ArrayList<>();
    while (in.available() > 0) {
      actions.add(codec.read(in));
    }
    return actions;
  }

  @Test
  void a_plan_that_was_written_down_is_carried_out_without_any_listing() throws Exception {
    try (CarryOutHarness run = new CarryOutHarness(Mode.SYNC, Deletion.OFF, 4)) {
      run.source.put("changed", "content");
      run.source.put("same", "content");
      run.target.put("changed", "CONTENT");
      run.target.put("same", "content");
      List<Action> plan =
          List.of(
              run.copyOfNew("new"),
              new Compare(entry(run.source, "changed"), entry(run.target, "changed")),
              new Compare(entry(run.source, "same"), entry(run.target, "same")));

      run.accept(readBack(plan));
      run.transfer();

      assertThat(run.counts().copiedCount()).isEqualTo(2);
      assertThat(run.counts().skippedCount()).isEqualTo(1);
      assertThat(run.counts().total()).isEqualTo(plan.size());
      assertThat(run.target.text("new")).contains("1");
      assertThat(run.target.text("changed")).contains("content");
    }
  }

  @Test
  void what_takes_no_turn_has_its_outcome_at_once_and_what_waits_is_planned() throws Exception {
    try (CarryOutHarness run = CarryOutHarness.sync(EngineHarness.DELETE)) {
      Key key = Key.of("k");
      run.source.put("large", "123456789");
      run.accept(
          List.of(
              new Skip(key, SkipReason.EXCLUDED, 3),
              new Refuse(key, "list k"),
              new Copy(entry(run.source, "large"), null, CopyReason.NEW),
              run.copyOfNew("small"),
              run.deletionOfNew("extra")));
      assertThat(run.outcomes)
          .containsExactly(
              new Skipped(key, SkipReason.EXCLUDED, 3),
              new Failed(key, Kind.OTHER, "list k", FailedAt.LISTING));
      assertThat(run.progress().transfers().planned()).isEqualTo(2);
      assertThat(run.progress().transfers().plannedBytes()).isEqualTo(10);
      assertThat(run.progress().transfers().ended()).isZero();
      run.transfer();
      assertThat(run.progress().transfers().ended()).isEqualTo(2);
    }
  }

  @Test
  void as_many_work_at_once_as_there_may_be_and_no_more() throws Exception {
    Set<String> workers = ConcurrentHashMap.newKeySet();
    try (CarryOutHarness run = CarryOutHarness.sync(Deletion.OFF)) {
      run.target.setHook((_, _) -> {
        workers.add(Thread.currentThread().getName());
        CarryOutHarness.letOthersRun();
      });
      for (int i = 0; i < 50; i++) {
        run.carryOut.accept(run.copyOfNew("k" + i));
      }
      run.transfer();
      assertThat(run.counts().copiedCount()).isEqualTo(50);
    }
    assertThat(workers).containsExactly("worker-1");
  }

  @Test
  void what_is_no_transfer_is_never_carried_out_as_one() throws Exception {
    Key key = Key.of("k");
    for (Action stray :
        List.of(
            new Action.Delete(Entry.ofFile(key, 1, Instant.EPOCH)),
            new Skip(key, SkipReason.EXCLUDED, 0),
            new Refuse(key, "list k"))) {
      try (CarryOutHarness run = CarryOutHarness.sync(EngineHarness.DELETE)) {
        run.target.put("k", "1");
        run.spools.get(CarryOutHarness.TRANSFERS).add(stray);
        run.transfer();
        assertThat(run.outcomes)
            .singleElement()
            .isInstanceOfSatisfying(
                Failed.class,
                failed ->
                    assertThat(failed.message()).contains("internal error", "not a transfer"));
        assertThat(run.target.keys()).containsExactly("k");
      }
    }
  }

  @Test
  void what_cannot_be_read_back_ends_the_run_and_is_counted_as_not_attempted() throws Exception {
    try (CarryOutHarness run = CarryOutHarness.sync(EngineHarness.DELETE)) {
      for (int i = 0; i < 5; i++) {
        run.carryOut.accept(run.copyOfNew("new" + i));
        run.carryOut.accept(run.deletionOfNew("extra" + i));
      }
      run.codecs.get(CarryOutHarness.TRANSFERS).isUnreadable = true;

      run.transfer();
      assertThat(run.counts().copiedCount()).as("what was in memory").isEqualTo(2);
      assertThat(run.counts().notAttempted()).isEqualTo(3);
      run.carryOut.delete();

      assertThat(run.counts().deleted()).isZero();
      assertThat(run.counts().total()).isEqualTo(10);
      assertThat(run.ending.isEnding()).isTrue();
      RunEnd end = run.ending.of(run.counts());
      assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
      assertThat(end.reason()).contains("cannot be read back").contains("bad sector");
    }
  }

  @Test
  void what_is_left_in_the_queues_at_the_end_is_counted_as_not_attempted() throws Exception {
    try (CarryOutHarness run = CarryOutHarness.sync(Deletion.OFF)) {
      for (int i = 0; i < 4; i++) {
        run.carryOut.accept(run.copyOfNew("k" + i));
      }
      run.carryOut.takeNoMore();
      run.transfer();
      assertThat(run.counts().notAttempted()).isEqualTo(4);
      assertThat(run.counts().total()).isEqualTo(4);
    }
  }

  @Test
  void a_closed_one_has_given_its_queues_up() throws Exception {
    CarryOutHarness run = CarryOutHarness.sync(Deletion.OFF);
    Action left = run.copyOfNew("left");
    for (Spool<Action> spool : run.spools) {
      spool.add(left);
    }
    run.close();
    for (Spool<Action> spool : run.spools) {
      assertThat(spool.take()).isNull();
    }
  }

  /// A comparison that takes reading the source, which `change` happens to before it is read.
  private static CarryOutHarness compared(Mode mode, String key, Change change) throws Exception {
    CarryOutHarness run = new CarryOutHarness(mode, Deletion.OFF, 1);
    run.source.put(key, "content");
    run.target.put(key, "CONTENT");
    Entry object = entry(run.source, key);
    Entry file = Entry.ofFile(object.key(), object.sizeBytes(), object.modifiedTime());
    run.carryOut.accept(new Compare(file, entry(run.target, key)));
    assertThat(run.progress().contents().underWay()).isTrue();
    change.happen(run);
    run.transfer();
    assertThat(run.progress().contents().underWay()).isFalse();
    assertThat(run.counts().total()).isEqualTo(1);
    return run;
  }

  @FunctionalInterface
  private interface Change {
    void happen(CarryOutHarness run);
  }

  @Test
  void what_changed_before_it_was_compared_is_copied_as_it_is_now() throws Exception {
    try (CarryOutHarness run =
        compared(Mode.SYNC, "k", each -> each.source.put("k", "another content"))) {
      assertThat(run.counts().copiedCount()).isEqualTo(1);
      assertThat(run.target.text("k")).contains("another content");
      assertThat(run.progress().transfers().planned()).isEqualTo(1);
      assertThat(run.progress().transfers().ended()).isEqualTo(1);
    }
  }

  @Test
  void what_vanished_before_it_was_compared_is_said_to_have_and_stays_where_it_is()
      throws Exception {
    try (CarryOutHarness run = compared(Mode.SYNC, "k", each -> each.source.remove("k"))) {
      assertThat(run.counts().skipped()).containsOnlyKeys(SkipReason.VANISHED);
      assertThat(run.target.text("k")).contains("CONTENT");
    }
  }

  @Test
  void a_comparison_that_fails_otherwise_has_failed_and_copies_nothing() throws Exception {
    try (CarryOutHarness run =
        compared(
            Mode.SYNC,
            "k",
            each ->
                each.source.setHook((operation, _) -> {
                  if (operation == Operation.OPEN) {
                    throw new StoreException(Kind.DENIED, "read k: no permission");
                  }
                }))) {
      assertThat(run.outcomes)
          .containsExactly(
              new Failed(Key.of("k"), Kind.DENIED, "read k: no permission", FailedAt.SOURCE));
      assertThat(run.target.text("k")).contains("CONTENT");
      assertThat(run.progress().transfers().planned()).isZero();
    }
  }

  @Test
  void a_dry_run_and_a_verification_cannot_say_what_a_changed_one_would_be() throws Exception {
    for (Mode mode : new Mode[] {Mode.DRY_RUN, Mode.VERIFY}) {
      try (CarryOutHarness run =
          compared(mode, "k", each -> each.source.put("k", "another content"))) {
        assertThat(run.outcomes)
            .singleElement()
            .isInstanceOfSatisfying(
                Failed.class, failed -> assertThat(failed.kind()).isEqualTo(Kind.CHANGED));
      }
      try (CarryOutHarness run = compared(mode, "k", each -> each.source.remove("k"))) {
        assertThat(run.outcomes)
            .singleElement()
            .isInstanceOfSatisfying(
                Failed.class, failed -> assertThat(failed.kind()).isEqualTo(Kind.NOT_FOUND));
      }
    }
  }

  @Test
  void what_differs_is_counted_as_a_copy_only_once_it_is_one() throws Exception {
    try (CarryOutHarness run = compared(Mode.SYNC, "k", _ -> {})) {
      assertThat(run.counts().copiedCount()).isEqualTo(1);
      assertThat(run.progress().transfers().planned()).isEqualTo(1);
      assertThat(run.progress().transfers().plannedBytes()).isEqualTo(7);
      assertThat(run.progress().contents().bytesRead()).isEqualTo(7);
    }
  }
}
