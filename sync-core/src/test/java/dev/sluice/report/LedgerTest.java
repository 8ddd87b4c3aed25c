package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.SkipReason;
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
import dev.sluice.transfer.Outcome.Planned;
import dev.sluice.transfer.Outcome.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private static final Key KEY = Key.of("k");

  private final List<Outcome> told = new ArrayList<>();
  private final Ledger ledger =
      new Ledger(
          new RunObserver() {
            @Override
            public void outcome(Outcome outcome) {
              told.add(outcome);
            }
          });

  private static Entry entry(long sizeBytes) {
    return Entry.ofFile(KEY, sizeBytes, Instant.EPOCH);
  }

  private static Outcome copied(Method method, long sizeBytes, boolean isVerified) {
    return new Copied(
        entry(sizeBytes),
        CopyReason.NEW,
        method,
        isVerified,
        Duration.ZERO,
        StoredContent.NOTHING_SAID);
  }

  private static Failed failed(FailedAt at, String message) {
    return new Failed(KEY, Kind.OTHER, message, at);
  }

  private void record(Outcome... outcomes) {
    List.of(outcomes).forEach(ledger::record);
  }

  @Test
  void each_outcome_is_counted_in_one_place_and_told() {
    Outcome[] all = {
      copied(Method.UPLOAD, 1, true),
      copied(Method.SERVER_COPY, 10, false),
      copied(Method.UPLOAD, 100, false),
      copied(Method.REMOTE_COPY, 1000, true),
      new Deleted(entry(5)),
      new Planned(new Action.Delete(entry(5))),
      new Planned(new Action.Delete(entry(6))),
      new Skipped(KEY, SkipReason.UP_TO_DATE, 3),
      new Skipped(KEY, SkipReason.EXCLUDED, 3),
      new Skipped(KEY, SkipReason.EXCLUDED, 3),
      new Differs(KEY, DifferenceKind.EXTRA),
      failed(FailedAt.SOURCE, "read k"),
      new NotAttempted(KEY)
    };
    record(all);
    assertThat(told).containsExactly(all);
    OutcomeCounts counts = ledger.counts();
    assertThat(counts)
        .isEqualTo(
            new OutcomeCounts(
                Map.of(Method.UPLOAD, 2L, Method.SERVER_COPY, 1L, Method.REMOTE_COPY, 1L),
                1111,
                1000,
                new UnverifiedCopies(2, 110),
                1,
                2,
                Map.of(SkipReason.UP_TO_DATE, 1L, SkipReason.EXCLUDED, 2L),
                Map.of(DifferenceKind.EXTRA, 1L),
                1,
                1));
    assertThat(counts.total()).isEqualTo(all.length);
    assertThat(ledger.ended()).isEqualTo(new Progress.Ended(4, 1, 1));
  }

  @Test
  void what_never_came_is_in_no_map() {
    OutcomeCounts counts = ledger.counts();
    assertThat(counts.copied()).isEmpty();
    assertThat(counts.skipped()).isEmpty();
    assertThat(counts.differing()).isEmpty();
    assertThat(counts.total()).isZero();
  }

  @Test
  void reasons_stand_in_their_own_order_whichever_came_first() {
    record(
        new Skipped(KEY, SkipReason.EXCLUDED, 0),
        new Skipped(KEY, SkipReason.UP_TO_DATE, 0),
        new Skipped(KEY, SkipReason.DELETE_WITHHELD, 0));
    assertThat(ledger.counts().skipped().keySet())
        .containsExactly(SkipReason.UP_TO_DATE, SkipReason.EXCLUDED, SkipReason.DELETE_WITHHELD);
  }

  @Test
  void what_comes_after_the_close_is_neither_counted_nor_told() {
    record(new Deleted(entry(1)));
    ledger.close();
    record(new Deleted(entry(1)), failed(FailedAt.DESTINATION, "late"));
    assertThat(told).hasSize(1);
    assertThat(ledger.counts().total()).isEqualTo(1);
    assertThat(ledger.failures()).isEmpty();
  }

  @Test
  void a_failure_and_what_was_not_attempted_are_gaps_and_nothing_else_is() {
    record(
        copied(Method.UPLOAD, 1, false),
        new Skipped(KEY, SkipReason.VANISHED, 0),
        new Differs(KEY, DifferenceKind.SIZE));
    assertThat(ledger.hasGaps()).isFalse();
    record(new NotAttempted(KEY));
    assertThat(ledger.hasGaps()).isTrue();
  }

  @Test
  void one_failure_is_a_gap() {
    record(failed(FailedAt.SOURCE, "read k"));
    assertThat(ledger.hasGaps()).isTrue();
    assertThat(ledger.hasListingFailures()).isFalse();
    record(failed(FailedAt.LISTING, "list d"));
    assertThat(ledger.hasListingFailures()).isTrue();
  }

  @Test
  void entries_whose_turn_never_came_are_a_gap_without_being_named() {
    ledger.recordNotAttempted(0);
    assertThat(ledger.hasGaps()).isFalse();
    ledger.recordNotAttempted(3);
    assertThat(ledger.hasGaps()).isTrue();
    assertThat(ledger.counts().notAttempted()).isEqualTo(3);
    assertThat(told).isEmpty();
  }

  @Test
  void the_first_failures_are_kept_in_full_and_all_are_counted() {
    for (int i = 0; i <= SyncReport.MAX_FAILURES_KEPT; i++) {
      record(failed(FailedAt.SOURCE, "failure " + i));
    }
    assertThat(ledger.failures()).hasSize(SyncReport.MAX_FAILURES_KEPT);
    assertThat(ledger.failures().getLast().message())
        .isEqualTo("failure " + (SyncReport.MAX_FAILURES_KEPT - 1));
    assertThat(ledger.counts().failed()).isEqualTo(SyncReport.MAX_FAILURES_KEPT + 1);
  }
}
