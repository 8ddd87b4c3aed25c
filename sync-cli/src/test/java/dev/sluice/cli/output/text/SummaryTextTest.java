package dev.sluice.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.ContentTotals;
import dev.sluice.report.DistrustedETags;
import dev.sluice.report.ListingTotals;
import dev.sluice.report.OutcomeCounts;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SideCount;
import dev.sluice.report.SyncReport;
import dev.sluice.report.UnverifiedCopies;
import dev.sluice.store.StoreActivity;
import dev.sluice.transfer.DifferenceKind;
import dev.sluice.transfer.Outcome.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SummaryTextTest {

  private record Counts(
      long seen,
      Map<Method, Long> copied,
      Map<SkipReason, Long> skipped,
      Map<DifferenceKind, Long> differing,
      long failed) {}

  private static List<String> lines(Mode mode, RunStatus status, Counts counts) {
    SyncReport report =
        new SyncReport(
            "run",
            mode,
            Instant.EPOCH,
            Duration.ofMinutes(4),
            new RunEnd(status, null),
            new ListingTotals(
                new SideCount(0, 0, 0, 0),
                new SideCount(0, 0, 0, 0),
                counts.seen(),
                new ContentTotals(0, 1),
                List.of()),
            new OutcomeCounts(
                counts.copied(),
                215L << 20,
                0,
                UnverifiedCopies.NONE,
                0,
                0,
                counts.skipped(),
                counts.differing(),
                counts.failed(),
                0),
            List.of(),
            DistrustedETags.NONE,
            new StoreActivity(110_345, 3, 12, 8));
    return new SummaryText(report, Route.UPLOAD, new PlannedCount()).lines();
  }

  @Test
  void what_was_seen_is_the_sum_of_how_it_ended() {
    Counts counts =
        new Counts(
            772_386,
            Map.of(Method.UPLOAD, 110_341L),
            Map.of(SkipReason.UP_TO_DATE, 662_045L),
            Map.of(),
            0);

    assertThat(lines(Mode.SYNC, RunStatus.OK, counts))
        .containsExactly(
            "Seen 772,386 = 110,341 done + 662,045 skipped + 0 failed",
            "  done: 110,341 uploaded (215.0 MiB)",
            "  skipped: 662,045 up to date",
            "  cost: 110,345 requests, 3 of them repeated, told to slow down 12 times (went down to"
                + " 8 at once)",
            "  took: 4 min 00 s, 460 a second, 917.3 KiB/s");
  }

  @Test
  void what_could_not_be_compared_is_said_plainly() {
    Counts counts = new Counts(3, Map.of(), Map.of(SkipReason.INCOMPARABLE, 3L), Map.of(), 0);

    assertThat(lines(Mode.SYNC, RunStatus.OK, counts))
        .contains("  3 objects have no MD5 in the ETag and no time: compared by size alone");
  }

  @Test
  void what_was_found_equal_by_its_time_has_a_line_of_its_own() {
    Counts counts = new Counts(3, Map.of(), Map.of(SkipReason.EQUAL_BY_TIME, 3L), Map.of(), 0);

    assertThat(lines(Mode.SYNC, RunStatus.OK, counts))
        .contains("  equal by size and time: 3 entries whose contents were not compared");
  }

  @Test
  void failures_come_with_what_to_do_next() {
    Counts counts = new Counts(2, Map.of(), Map.of(), Map.of(), 2);

    assertThat(lines(Mode.SYNC, RunStatus.PARTIAL, counts))
        .contains("  Not everything was done: the same command again does what is missing.");
  }

  @Test
  void a_verification_counts_differences() {
    Counts counts =
        new Counts(
            5, Map.of(), Map.of(SkipReason.UP_TO_DATE, 4L), Map.of(DifferenceKind.SIZE, 1L), 0);

    assertThat(lines(Mode.VERIFY, RunStatus.DIFFERENT, counts))
        .contains(
            "Seen 5 = 4 equal or skipped + 1 different + 0 failed",
            "  differ: 1 size differs",
            "  equal or skipped: 4 up to date");
  }

  @Test
  void a_sum_that_does_not_add_up_is_not_hidden() {
    Counts counts = new Counts(9, Map.of(), Map.of(), Map.of(), 0);

    assertThat(lines(Mode.SYNC, RunStatus.OK, counts).getFirst()).contains("do not add up");
  }
}
