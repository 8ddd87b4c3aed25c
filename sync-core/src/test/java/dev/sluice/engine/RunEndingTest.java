package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.flow.Cancellation;
import dev.sluice.flow.spool.Spool;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.ActionCodec;
import dev.sluice.report.Ledger;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.transfer.DifferenceKind;
import dev.sluice.transfer.Outcome;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Deleted;
import dev.sluice.transfer.Outcome.Differs;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Method;
import dev.sluice.transfer.Outcome.NotAttempted;
import dev.sluice.transfer.Outcome.Skipped;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RunEndingTest {

  private static final Entry ENTRY = Entry.ofFile(Key.of("k"), 1, Instant.EPOCH);
  private static final Outcome COPIED =
      new Copied(
          ENTRY, CopyReason.NEW, Method.UPLOAD, true, Duration.ZERO, StoredContent.NOTHING_SAID);

  private final Cancellation cancellation = new Cancellation();
  private final RunEnding ending = new RunEnding(cancellation);

  private static Failed failed(Kind kind, FailedAt at) {
    return new Failed(ENTRY.key(), kind, "write k: " + kind, at);
  }

  private static Failed denied() {
    return failed(Kind.DENIED, FailedAt.DESTINATION);
  }

  private RunEnd endAfter(Outcome... outcomes) {
    try (Ledger ledger = new Ledger(RunObserver.SILENT)) {
      List.of(outcomes).forEach(ledger::record);
      return ending.of(ledger.counts());
    }
  }

  private void assertGoesOn() {
    assertThat(ending.isEnding()).isFalse();
    assertThat(cancellation.isRunning()).isTrue();
  }

  private void assertEnds(RunStatus status, String line) {
    assertThat(ending.isEnding()).isTrue();
    assertThat(cancellation.state()).isEqualTo(Cancellation.State.DRAINING);
    assertThat(endAfter()).isEqualTo(new RunEnd(status, line));
  }

  @Test
  void sixteen_refusals_by_the_destination_before_any_success_mean_that_nothing_will_succeed() {
    for (int i = 1; i < 16; i++) {
      assertThat(ending.consider(denied())).isFalse();
    }
    assertGoesOn();
    assertThat(ending.consider(denied())).isTrue();
    assertEnds(RunStatus.NOT_PERMITTED, "write k: DENIED");
  }

  @Test
  void one_success_shows_that_something_is_permitted() {
    assertThat(ending.consider(COPIED)).isFalse();
    for (int i = 0; i < 100; i++) {
      assertThat(ending.consider(denied())).isFalse();
    }
    assertGoesOn();
  }

  @Test
  void refusals_to_read_concern_one_entry_each() {
    for (int i = 0; i < 100; i++) {
      assertThat(ending.consider(failed(Kind.DENIED, FailedAt.SOURCE))).isFalse();
    }
    assertGoesOn();
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, mode = Mode.EXCLUDE, names = "DENIED")
  void a_failure_that_concerns_the_whole_run_ends_it_and_no_other_does(Kind kind) {
    for (int i = 0; i < 20; i++) {
      assertThat(ending.consider(failed(kind, FailedAt.DESTINATION)))
          .isEqualTo(kind.concernsWholeRun());
    }
    if (kind.concernsWholeRun()) {
      assertEnds(RunStatus.of(kind), "write k: " + kind);
    } else {
      assertGoesOn();
    }
  }

  @Test
  void what_is_no_failure_ends_nothing_and_permits_nothing() {
    for (Outcome outcome :
        List.of(
            new Deleted(ENTRY),
            new Differs(ENTRY.key(), DifferenceKind.SIZE),
            new NotAttempted(ENTRY.key()),
            new Skipped(ENTRY.key(), SkipReason.UP_TO_DATE, 1))) {
      assertThat(ending.consider(outcome)).isFalse();
    }
    assertGoesOn();
  }

  @Test
  void whoever_comes_after_the_end_is_told_and_the_first_cause_is_the_one_reported() {
    ending.failed(new StoreException(Kind.UNREACHABLE, "list: nobody answers"));
    assertThat(ending.consider(COPIED)).isTrue();
    assertThat(ending.consider(failed(Kind.NO_SPACE, FailedAt.DESTINATION))).isTrue();
    ending.refusedToDelete("refused to delete");
    assertEnds(RunStatus.UNREACHABLE, "list: nobody answers");
  }

  @Test
  void a_plan_that_cannot_be_kept_ends_the_run() throws Exception {
    try (Spool<Action> plan = new Spool<>(new ActionCodec(), 1, Path.of("/not/there"))) {
      plan.add(new Delete(ENTRY));
      SpoolException full =
          catchThrowableOfType(SpoolException.class, () -> plan.add(new Delete(ENTRY)));
      ending.failed(full);
      assertEnds(RunStatus.PARTIAL, String.valueOf(full.getMessage()));
    }
  }

  @Test
  void a_root_that_is_gone_ends_the_run_at_once() {
    assertThat(ending.isRootLost()).isFalse();
    ending.rootLost(new StoreException(Kind.NO_ROOT, "the disk is gone"));
    assertThat(ending.isRootLost()).isTrue();
    assertEnds(RunStatus.NO_SUCH_SOURCE, "the disk is gone");
  }

  @Test
  void a_part_of_a_root_that_is_gone_lets_the_run_finish_what_it_can_without_success() {
    ending.rootLost(new StoreException(Kind.CHANGED, "a disk in it is gone"));
    assertThat(ending.isRootLost()).isTrue();
    assertGoesOn();
    assertThat(endAfter()).isEqualTo(new RunEnd(RunStatus.PARTIAL, "a disk in it is gone"));
  }

  @Test
  void a_refusal_to_delete_is_how_the_run_ends_by_itself() {
    ending.refusedToDelete("refused to delete 9");
    assertGoesOn();
    assertThat(endAfter(denied()))
        .isEqualTo(new RunEnd(RunStatus.GUARD_REFUSED, "refused to delete 9"));
  }

  @Test
  void without_a_cause_the_outcomes_say_how_a_run_ended() {
    Differs differs = new Differs(ENTRY.key(), DifferenceKind.SIZE);
    assertThat(endAfter(COPIED)).isEqualTo(new RunEnd(RunStatus.OK, null));
    assertThat(endAfter(COPIED, differs)).isEqualTo(new RunEnd(RunStatus.DIFFERENT, null));
    assertThat(endAfter(differs, denied())).isEqualTo(new RunEnd(RunStatus.PARTIAL, null));
    cancellation.drain();
    assertThat(endAfter(denied())).isEqualTo(new RunEnd(RunStatus.INTERRUPTED, null));
  }
}
