package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Key;
import dev.sluice.model.Unlisted;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunObserver.Phase;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What may be deleted, and what is said where it may not.
@Timeout(60)
class DeletionRulesTest {

  private static final Deletion FORCED = new Deletion(true, OptionalLong.empty(), true, false);
  private static final Deletion IGNORING = new Deletion(true, OptionalLong.empty(), false, true);

  private final EngineHarness run = EngineHarness.betweenServices();

  /// Entries on both sides, and some at the destination alone.
  private void put(int both, int extra) {
    for (int i = 0; i < both; i++) {
      run.source.put("both" + i, "1");
      run.target.put("both" + i, "1");
    }
    for (int i = 0; i < extra; i++) {
      run.target.put("extra" + i, "12");
    }
    run.deletion = EngineHarness.DELETE;
  }

  private void assertRefused(String why) throws Exception {
    List<String> before = run.target.keys();
    SyncReport report = run.run();
    assertThat(report.end()).isEqualTo(new RunEnd(RunStatus.GUARD_REFUSED, why));
    assertThat(run.target.keys()).isEqualTo(before);
    assertThat(report.outcomes().skipped().get(SkipReason.DELETE_WITHHELD)).isPositive();
    assertThat(run.phases).doesNotContain(Phase.DELETING);
  }

  @Test
  void one_more_than_half_is_refused_and_half_is_not() throws Exception {
    put(3, 4);
    assertRefused(
        "refused to delete 4 of the 7 entries at elsewhere://to/: more than half of it; say"
            + " --force if that is meant");
    run.source.put("both3", "1");
    run.target.put("both3", "1");
    assertThat(run.run().outcomes().deleted()).isEqualTo(4);
    assertThat(run.phases).contains(Phase.DELETING);
  }

  @Test
  void an_empty_source_is_said_before_all_else_and_force_does_not_lift_the_users_own_bound()
      throws Exception {
    put(0, 3);
    assertRefused(
        "refused to delete 3 of the 3 entries at elsewhere://to/: the source is empty; say --force"
            + " if it is meant to be");
    run.deletion = new Deletion(true, OptionalLong.of(2), true, false);
    assertRefused(
        "refused to delete 3 of the 3 entries at elsewhere://to/: more than --max-delete 2");
    run.deletion = new Deletion(true, OptionalLong.of(3), true, false);
    assertThat(run.run().outcomes().deleted()).isEqualTo(3);
  }

  @Test
  void an_empty_source_refuses_nothing_where_there_is_nothing_to_delete() throws Exception {
    put(0, 0);
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(run.phases).doesNotContain(Phase.DELETING);
  }

  @Test
  void what_is_withheld_is_told_with_its_size() throws Exception {
    put(0, 1);
    run.run();
    assertThat(run.outcomes)
        .containsExactly(new Skipped(Key.of("extra0"), SkipReason.DELETE_WITHHELD, 2));
  }

  @Test
  void a_dry_run_is_refused_what_a_run_would_be_and_never_says_that_it_deletes() throws Exception {
    put(0, 2);
    run.mode = Mode.DRY_RUN;
    assertThat(run.run().status()).isEqualTo(RunStatus.GUARD_REFUSED);
    run.deletion = FORCED;
    assertThat(run.run().outcomes().planned()).isEqualTo(2);
    assertThat(run.phases).doesNotContain(Phase.DELETING);
    assertThat(run.target.keys()).hasSize(2);
  }

  @Test
  void a_hole_in_a_listing_withholds_deletions_unless_errors_are_to_be_ignored() throws Exception {
    put(3, 1);
    run.source.show(new Unlisted(Key.of("d/"), "list d: Permission denied"));
    run.target.put("d/x", "hidden");
    SyncReport withheld = run.run();
    assertThat(withheld.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(withheld.outcomes().deleted()).isZero();
    assertThat(withheld.outcomes().skipped()).containsEntry(SkipReason.DELETE_WITHHELD, 1L);

    run.deletion = IGNORING;
    assertThat(run.run().outcomes().deleted()).isEqualTo(1);
    assertThat(run.target.keys()).contains("d/x").doesNotContain("extra0");
  }

  @Test
  void a_listing_that_ends_the_run_withholds_deletions_whatever_is_to_be_ignored()
      throws Exception {
    put(3, 1);
    run.deletion = new Deletion(true, OptionalLong.empty(), true, true);
    run.source.setHook((operation, key) -> {
      if (operation == Operation.LIST && key != null && key.value().equals("both1")) {
        throw new StoreException(Kind.TRANSIENT, "list: gone");
      }
    });
    SyncReport report = run.run();
    assertThat(report.outcomes().deleted()).isZero();
    assertThat(run.target.keys()).contains("both2", "extra0");
  }

  /// A destination in which nothing can be written below a file.
  private void obstruct() {
    run.target.setHook((operation, key) -> {
      if (operation == Operation.WRITE
          && key != null
          && key.value().startsWith("d/")
          && run.target.keys().contains("d")) {
        throw new StoreException(Kind.OBSTRUCTED, "write " + key + ": d is a file");
      }
    });
  }

  @Test
  void what_is_in_the_way_is_deleted_first_and_then_the_copies_are_tried_again() throws Exception {
    put(3, 1);
    run.source.put("d/x", "new");
    run.source.put("d/y", "new");
    run.target.put("d", "old");
    obstruct();
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.outcomes().copiedCount()).isEqualTo(2);
    assertThat(report.outcomes().deleted()).isEqualTo(2);
    run.assertSame();
  }

  @Test
  void what_is_in_the_way_stays_where_deletions_are_withheld_and_the_copy_says_so()
      throws Exception {
    put(1, 3);
    run.source.put("d/x", "new");
    run.target.put("d", "old");
    obstruct();
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.GUARD_REFUSED);
    assertThat(run.target.keys()).contains("d").doesNotContain("d/x");
    assertThat(report.failures())
        .singleElement()
        .satisfies(failed -> {
          assertThat(failed.kind()).isEqualTo(Kind.OBSTRUCTED);
          assertThat(failed.at()).isEqualTo(FailedAt.DESTINATION);
          assertThat(failed.message())
              .startsWith("write elsewhere://to/d/x: ")
              .contains("all deletions are withheld");
        });
  }

  @Test
  void a_copy_that_fails_once_its_way_is_clear_withholds_all_other_deletions_unless_ignored()
      throws Exception {
    for (Deletion deletion : List.of(EngineHarness.DELETE, IGNORING)) {
      put(4, 1);
      run.deletion = deletion;
      run.source.put("d/x", "new");
      run.target.put("d", "old");
      run.target.setHook((operation, key) -> {
        if (operation == Operation.WRITE && key != null && key.value().equals("d/x")) {
          throw new StoreException(Kind.OBSTRUCTED, "write d/x: in the way still");
        }
      });
      SyncReport report = run.run();
      assertThat(report.failures())
          .extracting(Failed::message)
          .contains("write d/x: in the way still");
      assertThat(run.target.keys()).doesNotContain("d");
      assertThat(run.target.keys().contains("extra0")).isEqualTo(!deletion.ignoreErrors());
    }
  }

  @Test
  void without_deletion_an_obstructed_copy_has_failed_at_once() throws Exception {
    run.source.put("d/x", "new");
    run.target.put("d", "old");
    obstruct();
    SyncReport report = run.run();
    assertThat(report.failures())
        .extracting(Failed::message)
        .containsExactly("write d/x: d is a file");
  }

  @Test
  void deletions_that_a_full_disk_stops_are_counted_as_not_attempted() throws Exception {
    put(40, 35);
    run.target.setHook((operation, _) -> {
      if (operation == Operation.DELETE) {
        throw new StoreException(Kind.READ_ONLY, "delete: read-only");
      }
    });
    SyncReport report = run.run();
    assertThat(report.end()).isEqualTo(new RunEnd(RunStatus.PARTIAL, "delete: read-only"));
    assertThat(report.outcomes().failed() + report.outcomes().notAttempted()).isEqualTo(35);
    assertThat(run.target.keys()).hasSize(75);
  }
}
