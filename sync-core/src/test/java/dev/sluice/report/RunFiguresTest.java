package dev.sluice.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.Unanswered;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.listing.Listing;
import dev.sluice.listing.ListingCount;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome.Deleted;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunFiguresTest {

  private static final RunEnd FINE = new RunEnd(RunStatus.OK, null);
  private static final StoreActivity ACTIVITY = new StoreActivity(7, 2, 1, 4);
  private static final UnansweredWatch.Now WAITING =
      new UnansweredWatch.Now(2, new Unanswered("GET", "/b/k", null, Duration.ofMinutes(1), true));

  private final FakeTime time = atNoon();
  private final List<RunObserver.Phase> phases = new ArrayList<>();
  private final RunFigures figures =
      new RunFigures(
          new RunObserver() {
            @Override
            public void phase(Phase phase) {
              phases.add(phase);
            }
          },
          time);

  /// A clock that has gone for a while already.
  private static FakeTime atNoon() {
    FakeTime clock = new FakeTime();
    clock.advance(Duration.ofHours(9));
    return clock;
  }

  private static Entry entry(String key, long sizeBytes) {
    return Entry.ofFile(Key.of(key), sizeBytes, Instant.EPOCH);
  }

  private static Copy copy(long sizeBytes) {
    return new Copy(entry("k", sizeBytes), null, CopyReason.NEW);
  }

  /// Lists as many entries of three bytes.
  private static void list(int count, ListingCount into) throws Exception {
    MemoryStore store = MemoryStore.named("listed");
    for (int i = 0; i < count; i++) {
      store.put("k" + i, "123");
    }
    try (EntryCursor cursor = new Listing(store, KeyFilter.EVERYTHING, into).open(KeyRange.all())) {
      while (cursor.next() != null) {
        // Counted by the listing itself.
      }
    }
  }

  private Progress progress() {
    return figures.progress(ACTIVITY, WAITING);
  }

  private SyncReport report(KeyFilter filter, boolean abandoned) {
    return figures.report(
        new SyncPolicy(Comparison.SIZE, Mode.SYNC, Deletion.OFF),
        FINE,
        filter,
        DistrustedETags.NONE,
        ACTIVITY,
        abandoned);
  }

  @Test
  void progress_is_read_from_what_was_counted() throws Exception {
    list(2, figures.source());
    list(3, figures.target());
    figures.countSeen();
    for (int i = 0; i < 4; i++) {
      figures.plan(copy(100));
    }
    for (int i = 0; i < 3; i++) {
      figures.endCopy();
    }
    figures.putOff();
    for (int i = 0; i < 5; i++) {
      figures.planComparison();
    }
    figures.endComparison();
    figures.readToCompare(77);
    figures.ledger().record(new Deleted(entry("x", 1)));
    time.advance(Duration.ofSeconds(9));

    Progress progress = progress();

    assertThat(progress.elapsed()).isEqualTo(Duration.ofSeconds(9));
    assertThat(progress.listing()).isEqualTo(new Progress.Listing(2, 3, 1, false));
    assertThat(progress.contents()).isEqualTo(new Progress.Comparisons(5, 1, 77));
    assertThat(progress.transfers())
        .isEqualTo(new Progress.Transfers(4, 400, 2, 0, 0, Optional.empty()));
    assertThat(progress.ended()).isEqualTo(new Progress.Ended(0, 0, 1));
    assertThat(progress.activity()).isEqualTo(ACTIVITY);
    assertThat(progress.unanswered()).isEqualTo(WAITING);
  }

  @Test
  void a_phase_is_told_and_shown_from_then_on() {
    assertThat(progress().phase()).isEqualTo(RunObserver.Phase.LISTING);
    figures.enter(RunObserver.Phase.DELETING);
    assertThat(progress().phase()).isEqualTo(RunObserver.Phase.DELETING);
    assertThat(phases).containsExactly(RunObserver.Phase.DELETING);
  }

  @Test
  void nothing_is_known_to_be_listed_before_it_is() {
    assertThat(figures.isListingComplete()).isFalse();
    figures.listed(true);
    assertThat(figures.isListingComplete()).isTrue();
    figures.listed(false);
    assertThat(figures.isListingComplete()).isFalse();
  }

  @Test
  void totals_are_final_once_all_is_listed_and_every_content_is_compared() {
    assertThat(progress().totalsFinal()).isFalse();
    figures.listed(true);
    assertThat(progress().listing().isDone()).isTrue();
    assertThat(progress().totalsFinal()).isTrue();
    figures.planComparison();
    assertThat(progress().contents().underWay()).isTrue();
    assertThat(progress().totalsFinal()).isFalse();
    figures.endComparison();
    assertThat(progress().contents().underWay()).isFalse();
    assertThat(progress().totalsFinal()).isTrue();
    assertThat(Progress.Comparisons.NONE.underWay()).isFalse();
  }

  @Test
  void the_report_says_what_was_listed_how_it_ended_and_what_it_took() throws Exception {
    list(2, figures.source());
    list(1, figures.target());
    figures.countSeen();
    figures.countSeen();
    Failed failed = new Failed(Key.of("k"), Kind.OTHER, "read k", FailedAt.SOURCE);
    figures.ledger().record(failed);
    figures.ledger().record(new Deleted(entry("x", 1)));
    time.advance(Duration.ofSeconds(3));

    SyncReport report = report(KeyFilter.EVERYTHING, false);

    assertThat(report.runId()).isEqualTo(figures.runId()).isNotEmpty();
    assertThat(report.mode()).isEqualTo(Mode.SYNC);
    assertThat(report.startedAt())
        .isEqualTo(figures.startedAt())
        .isEqualTo(time.now().minusSeconds(3));
    assertThat(report.took()).isEqualTo(Duration.ofSeconds(3));
    assertThat(report.end()).isEqualTo(FINE);
    assertThat(report.listed())
        .isEqualTo(
            new ListingTotals(
                new SideCount(2, 6, 0, 0),
                new SideCount(1, 3, 0, 0),
                2,
                new ContentTotals(0, 1),
                List.of()));
    assertThat(report.addsUp()).isTrue();
    assertThat(report.failures()).containsExactly(failed);
    assertThat(report.activity()).isEqualTo(ACTIVITY);
  }

  @Test
  void no_two_runs_have_one_name() {
    assertThat(new RunFigures(RunObserver.SILENT, time).runId()).isNotEqualTo(figures.runId());
  }

  @Test
  void what_a_run_that_was_given_up_on_has_no_outcome_of_counts_as_not_attempted() {
    for (int i = 0; i < 5; i++) {
      figures.countSeen();
    }
    figures.ledger().record(new Deleted(entry("x", 1)));
    assertThat(report(KeyFilter.EVERYTHING, true).outcomes().notAttempted()).isEqualTo(4);
    SyncReport whole = report(KeyFilter.EVERYTHING, false);
    assertThat(whole.outcomes().notAttempted()).isZero();
    assertThat(whole.addsUp()).as("of one that was not, it is a bug and stays one").isFalse();
  }

  @Test
  void rules_are_named_that_decided_nothing_where_all_was_listed_and_only_there() {
    KeyFilter filter =
        new KeyFilter(List.of(FilterRule.glob(false, "*.tmp"), FilterRule.glob(false, "a")));
    assertThat(filter.includes("a")).isFalse();
    assertThat(report(filter, false).listed().unusedRules()).isEmpty();
    figures.listed(true);
    assertThat(report(filter, false).listed().unusedRules()).containsExactly("exclude '*.tmp'");
    figures.ledger().record(new Failed(Key.of("d"), Kind.OTHER, "list d", FailedAt.LISTING));
    assertThat(report(filter, false).listed().unusedRules()).isEmpty();
  }
}
