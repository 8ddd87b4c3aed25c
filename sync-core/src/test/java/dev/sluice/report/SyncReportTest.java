package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Key;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.transfer.DifferenceKind;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyncReportTest {

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final OutcomeCounts NONE =
      new OutcomeCounts(Map.of(), 0, 0, UnverifiedCopies.NONE, 0, 0, Map.of(), Map.of(), 0, 0);
  private static final ListingTotals NOTHING_LISTED =
      new ListingTotals(
          new SideCount(0, 0, 0, 0),
          new SideCount(0, 0, 0, 0),
          0,
          new ContentTotals(0, 1),
          List.of());

  private static SyncReport report(
      String runId, Instant startedAt, Duration took, RunEnd end, List<Failed> failures) {
    return new SyncReport(
        runId,
        Mode.SYNC,
        startedAt,
        took,
        end,
        NOTHING_LISTED,
        NONE,
        failures,
        DistrustedETags.NONE,
        StoreActivity.NONE);
  }

  private static SyncReport report(Instant startedAt, Duration took) {
    return report("one", startedAt, took, new RunEnd(RunStatus.OK, null), List.of());
  }

  private static SyncReport of(ListingTotals listed, OutcomeCounts outcomes, DistrustedETags odd) {
    return new SyncReport(
        "one",
        Mode.SYNC,
        NOON,
        Duration.ZERO,
        new RunEnd(RunStatus.OK, null),
        listed,
        outcomes,
        List.of(),
        odd,
        new StoreActivity(7, 2, 1, 4));
  }

  @Test
  void the_sum_has_taken_from_the_first_beginning_to_the_last_end() {
    SyncReport early = report(NOON, Duration.ofMinutes(10));
    SyncReport within = report(NOON.plusSeconds(60), Duration.ofMinutes(1));
    SyncReport late = report(NOON.plusSeconds(3600), Duration.ofMinutes(5));
    for (SyncReport sum : List.of(early.merge(within), within.merge(early))) {
      assertThat(sum.startedAt()).isEqualTo(NOON);
      assertThat(sum.took()).isEqualTo(Duration.ofMinutes(10));
    }
    for (SyncReport sum : List.of(early.merge(late), late.merge(early))) {
      assertThat(sum.startedAt()).isEqualTo(NOON);
      assertThat(sum.took()).isEqualTo(Duration.ofMinutes(65));
    }
  }

  @Test
  void the_sum_ends_as_the_one_that_ended_worse_with_that_ones_reason() {
    RunEnd fine = new RunEnd(RunStatus.OK, null);
    RunEnd partial = new RunEnd(RunStatus.PARTIAL, "disk full");
    RunEnd interrupted = new RunEnd(RunStatus.INTERRUPTED, null);
    assertThat(fine.and(partial)).isEqualTo(partial);
    assertThat(partial.and(fine)).isEqualTo(partial);
    assertThat(interrupted.and(partial)).isEqualTo(interrupted);
    assertThat(partial.and(new RunEnd(RunStatus.PARTIAL, "another")))
        .as("the first, of two that are equally bad")
        .isEqualTo(partial);

    SyncReport sum =
        report("one", NOON, Duration.ZERO, fine, List.of())
            .merge(report("two", NOON, Duration.ZERO, partial, List.of()));
    assertThat(sum.runId()).isEqualTo("one");
    assertThat(sum.end()).isEqualTo(partial);
    assertThat(sum.status()).isEqualTo(RunStatus.PARTIAL);
  }

  @Test
  void runs_that_were_asked_to_do_different_things_have_no_sum() {
    SyncReport sync = report(NOON, Duration.ZERO);
    SyncReport verification =
        new SyncReport(
            "two",
            Mode.VERIFY,
            NOON,
            Duration.ZERO,
            sync.end(),
            NOTHING_LISTED,
            NONE,
            List.of(),
            DistrustedETags.NONE,
            StoreActivity.NONE);
    assertThatThrownBy(() -> sync.merge(verification))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VERIFY");
  }

  @Test
  void the_first_thousand_failures_are_kept_in_full() {
    Failed failed = new Failed(Key.of("k"), Kind.OTHER, "k failed", FailedAt.SOURCE);
    RunEnd end = new RunEnd(RunStatus.PARTIAL, null);
    SyncReport one = report("one", NOON, Duration.ZERO, end, Collections.nCopies(600, failed));
    assertThat(one.merge(one).failures()).hasSize(SyncReport.MAX_FAILURES_KEPT);
    assertThat(one.merge(report(NOON, Duration.ZERO)).failures()).hasSize(600);
  }

  @Test
  void every_figure_of_the_sum_is_the_sum_of_the_figures() {
    ListingTotals listed =
        new ListingTotals(
            new SideCount(1, 2, 3, 4),
            new SideCount(5, 6, 7, 8),
            9,
            new ContentTotals(1, 1),
            List.of("both", "one"));
    ListingTotals others =
        new ListingTotals(
            new SideCount(10, 20, 30, 40),
            new SideCount(50, 60, 70, 80),
            90,
            new ContentTotals(10, 0.5),
            List.of("both"));
    OutcomeCounts outcomes =
        new OutcomeCounts(
            Map.of(Method.UPLOAD, 1L),
            2,
            11,
            new UnverifiedCopies(3, 4),
            5,
            6,
            Map.of(SkipReason.UP_TO_DATE, 7L),
            Map.of(DifferenceKind.SIZE, 8L),
            9,
            10);
    OutcomeCounts more =
        new OutcomeCounts(
            Map.of(Method.UPLOAD, 10L, Method.DOWNLOAD, 1L),
            20,
            110,
            new UnverifiedCopies(30, 40),
            50,
            60,
            Map.of(SkipReason.EXCLUDED, 70L),
            Map.of(DifferenceKind.SIZE, 80L),
            90,
            100);

    SyncReport sum =
        of(listed, outcomes, new DistrustedETags(true, false))
            .merge(of(others, more, new DistrustedETags(false, true)));

    assertThat(sum.listed())
        .isEqualTo(
            new ListingTotals(
                new SideCount(11, 22, 33, 44),
                new SideCount(55, 66, 77, 88),
                99,
                new ContentTotals(11, 0.5),
                List.of("both")));
    assertThat(sum.outcomes())
        .isEqualTo(
            new OutcomeCounts(
                Map.of(Method.UPLOAD, 11L, Method.DOWNLOAD, 1L),
                22,
                121,
                new UnverifiedCopies(33, 44),
                55,
                66,
                Map.of(SkipReason.UP_TO_DATE, 7L, SkipReason.EXCLUDED, 70L),
                Map.of(DifferenceKind.SIZE, 88L),
                99,
                110));
    assertThat(sum.distrustedETags()).isEqualTo(new DistrustedETags(true, true));
    assertThat(sum.activity().requests()).isEqualTo(14);
    assertThat(sum.outcomes().done()).isEqualTo(12 + 55 + 66);
    assertThat(sum.outcomes().total()).isEqualTo(12 + 55 + 66 + 77 + 88 + 99 + 110);
    assertThat(sum.outcomes().andNotAttempted(3).notAttempted()).isEqualTo(113);
  }

  @Test
  void a_report_adds_up_if_every_key_seen_has_one_outcome() {
    OutcomeCounts one = NONE.andNotAttempted(1);
    ListingTotals seen =
        new ListingTotals(
            NOTHING_LISTED.source(),
            NOTHING_LISTED.target(),
            1,
            new ContentTotals(0, 1),
            List.of());
    assertThat(of(seen, one, DistrustedETags.NONE).addsUp()).isTrue();
    assertThat(of(seen, NONE, DistrustedETags.NONE).addsUp()).isFalse();
  }

  @Test
  void whose_etags_are_odd_is_known_if_either_run_found_out() {
    DistrustedETags source = new DistrustedETags(true, false);
    DistrustedETags target = new DistrustedETags(false, true);
    assertThat(source.or(DistrustedETags.NONE)).isEqualTo(source);
    assertThat(DistrustedETags.NONE.or(target)).isEqualTo(target);
    assertThat(DistrustedETags.NONE.or(DistrustedETags.NONE)).isEqualTo(DistrustedETags.NONE);
  }
}
