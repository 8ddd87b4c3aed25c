package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Key;
import dev.sluice.model.Unlisted;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.transfer.DifferenceKind;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SyncRulesTest {

  private final EngineHarness run = EngineHarness.betweenServices();

  private void putNumbered(int count) {
    for (int i = 0; i < count; i++) {
      run.source.put("k%03d".formatted(i), "content " + i);
    }
  }

  private static StoreException error(Kind kind) {
    return new StoreException(kind, "a test's own " + kind);
  }

  @Test
  void everything_missing_is_copied_and_a_second_run_does_nothing() throws Exception {
    putNumbered(50);
    SyncReport first = run.run();
    assertThat(first.status()).isEqualTo(RunStatus.OK);
    assertThat(first.outcomes().copied()).containsOnlyKeys(Method.STREAM).containsValue(50L);
    run.assertSame();

    SyncReport second = run.run();
    assertThat(second.outcomes().done()).isZero();
    assertThat(second.outcomes().skipped()).containsEntry(SkipReason.UP_TO_DATE, 50L);
  }

  @Test
  void a_change_that_keeps_the_size_is_found_by_md5_and_not_by_size() throws Exception {
    run.source.put("k", "new");
    run.target.put("k", "old");
    run.comparison = Comparison.SIZE;
    assertThat(run.run().outcomes().done()).isZero();
    run.comparison = Comparison.MD5;
    assertThat(run.run().outcomes().copiedCount()).isEqualTo(1);
    run.assertSame();
  }

  @Test
  void within_one_service_the_service_copies_by_itself() throws Exception {
    EngineHarness within = EngineHarness.withinOneService();
    within.source.put("k", "content");
    within.source.setHook((operation, _) -> {
      if (operation == Operation.OPEN) {
        throw error(Kind.OTHER);
      }
    });
    assertThat(within.run().outcomes().copied()).containsOnlyKeys(Method.SERVER_COPY);
    within.assertSame();
  }

  @Test
  void a_large_entry_goes_in_parts_and_arrives_whole() throws Exception {
    byte[] content = new byte[16 * 1024 * 7 + 5];
    new Random(7).nextBytes(content);
    run.source.put("large", content);
    assertThat(run.run().outcomes().copiedBytes()).isEqualTo(content.length);
    run.assertSame();
  }

  @Test
  void a_part_that_fails_leaves_the_old_content_and_no_open_upload() throws Exception {
    run.source.put("large", new byte[16 * 1024 * 7]);
    run.target.put("large", "old");
    AtomicInteger parts = new AtomicInteger();
    run.target.setHook((operation, _) -> {
      if (operation == Operation.WRITE_PART && parts.incrementAndGet() == 3) {
        throw error(Kind.TRANSIENT);
      }
    });
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.failures()).extracting(Failed::at).containsExactly(FailedAt.DESTINATION);
    assertThat(run.target.text("large")).contains("old");
  }

  @Test
  void nothing_is_deleted_unless_deletion_is_on() throws Exception {
    run.source.put("a", "1");
    run.source.put("b", "1");
    run.target.put("b", "1");
    run.target.put("extra", "1");
    assertThat(run.run().outcomes().deleted()).isZero();
    assertThat(run.target.keys()).contains("extra");
    run.deletion = EngineHarness.DELETE;
    assertThat(run.run().outcomes().deleted()).isEqualTo(1);
    run.assertSame();
  }

  @Test
  void deletions_come_after_every_transfer() throws Exception {
    putNumbered(30);
    for (int i = 0; i < 20; i++) {
      run.target.put("extra%02d".formatted(i), "x");
      run.target.put("k%03d".formatted(i), "content " + i);
    }
    Queue<Operation> order = new ConcurrentLinkedQueue<>();
    run.target.setHook((operation, _) -> order.add(operation));
    run.deletion = EngineHarness.DELETE;
    SyncReport report = run.run();
    assertThat(report.outcomes().deleted()).isEqualTo(20);
    List<Operation> calls = List.copyOf(order);
    assertThat(calls.indexOf(Operation.DELETE)).isGreaterThan(calls.lastIndexOf(Operation.WRITE));
    run.assertSame();
  }

  @ParameterizedTest
  @EnumSource(FailingSide.class)
  void nothing_is_deleted_if_a_listing_failed(FailingSide side) throws Exception {
    putNumbered(20);
    for (int i = 0; i < 20; i++) {
      run.target.put("k%03d".formatted(i), "content " + i);
    }
    run.target.put("a-extra", "x");
    (side == FailingSide.SOURCE ? run.source : run.target)
        .setHook((operation, key) -> {
          if (operation == Operation.LIST && key != null && key.value().equals("k010")) {
            throw error(Kind.TRANSIENT);
          }
        });
    run.deletion = EngineHarness.DELETE;
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.outcomes().deleted()).isZero();
    assertThat(report.end().reason()).contains("TRANSIENT");
    assertThat(run.target.keys()).contains("a-extra");
  }

  enum FailingSide {
    SOURCE,
    TARGET
  }

  @ParameterizedTest
  @EnumSource(FailingSide.class)
  void what_a_side_could_not_list_is_neither_copied_nor_deleted(FailingSide side) throws Exception {
    boolean atSource = side == FailingSide.SOURCE;
    (atSource ? run.source : run.target)
        .show(new Unlisted(Key.of("d/"), "list d: Permission denied"));
    (atSource ? run.target : run.source).put("d/x", "hidden");
    run.source.put("e", "1");
    run.target.put("e", "1");
    run.target.put("extra", "1");
    run.deletion = EngineHarness.DELETE;
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.outcomes().failed()).isEqualTo(2);
    assertThat(report.outcomes().deleted()).isZero();
    assertThat(run.target.keys()).contains("extra");
    assertThat(run.target.content("d/x").isPresent()).isEqualTo(atSource);
  }

  @Test
  void a_failed_transfer_withholds_deletion_unless_errors_are_to_be_ignored() throws Exception {
    putNumbered(10);
    for (int i = 0; i < 9; i++) {
      run.target.put("k%03d".formatted(i), "content " + i);
    }
    run.target.put("extra", "x");
    run.target.setHook((operation, key) -> {
      if (operation == Operation.WRITE && key != null && key.value().equals("k009")) {
        throw error(Kind.TRANSIENT);
      }
    });
    run.deletion = EngineHarness.DELETE;
    SyncReport report = run.run();
    assertThat(report.outcomes().skipped()).containsEntry(SkipReason.DELETE_WITHHELD, 1L);
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    run.deletion = new Deletion(true, OptionalLong.empty(), false, true);
    assertThat(run.run().outcomes().deleted()).isEqualTo(1);
  }

  @Test
  void an_empty_source_deletes_nothing_unless_forced() throws Exception {
    run.target.put("a", "1");
    run.target.put("b", "1");
    run.deletion = EngineHarness.DELETE;
    SyncReport refused = run.run();
    assertThat(refused.status()).isEqualTo(RunStatus.GUARD_REFUSED);
    assertThat(refused.end().reason()).contains("empty").contains("--force");
    assertThat(run.target.keys()).hasSize(2);
    run.deletion = new Deletion(true, OptionalLong.empty(), true, false);
    assertThat(run.run().outcomes().deleted()).isEqualTo(2);
  }

  @Test
  void more_than_half_of_the_destination_is_not_deleted_unless_forced() throws Exception {
    run.source.put("a", "1");
    for (String key : List.of("a", "b", "c")) {
      run.target.put(key, "1");
    }
    run.deletion = EngineHarness.DELETE;
    assertThat(run.run().status()).isEqualTo(RunStatus.GUARD_REFUSED);
    assertThat(run.target.keys()).hasSize(3);
    run.deletion = new Deletion(true, OptionalLong.empty(), true, false);
    assertThat(run.run().outcomes().deleted()).isEqualTo(2);
  }

  @Test
  void half_of_the_destination_may_be_deleted() throws Exception {
    run.source.put("a", "1");
    run.target.put("a", "1");
    run.target.put("b", "1");
    run.deletion = EngineHarness.DELETE;
    assertThat(run.run().outcomes().deleted()).isEqualTo(1);
  }

  @Test
  void no_more_than_the_users_own_bound_is_deleted_even_when_forced() throws Exception {
    putNumbered(10);
    for (int i = 0; i < 10; i++) {
      run.target.put("k%03d".formatted(i), "content " + i);
    }
    run.target.put("x1", "1");
    run.target.put("x2", "1");
    run.deletion = new Deletion(true, OptionalLong.of(1), true, false);
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.GUARD_REFUSED);
    assertThat(report.end().reason()).contains("--max-delete 1");
    assertThat(run.target.keys()).contains("x1", "x2");
    run.deletion = new Deletion(true, OptionalLong.of(2), false, false);
    assertThat(run.run().outcomes().deleted()).isEqualTo(2);
  }

  @Test
  void what_filters_exclude_is_neither_sent_nor_deleted() throws Exception {
    run.source.put("a.jpg", "1");
    run.source.put("new.tmp", "1");
    run.target.put("a.jpg", "1");
    run.target.put("old.tmp", "1");
    run.filter = new KeyFilter(List.of(FilterRule.glob(false, "*.tmp")));
    run.deletion = EngineHarness.DELETE;
    SyncReport report = run.run();
    assertThat(report.outcomes().skipped()).containsEntry(SkipReason.EXCLUDED, 2L);
    assertThat(run.target.keys()).containsExactly("a.jpg", "old.tmp");
  }

  @Test
  void a_rule_that_decided_nothing_is_named_only_where_everything_was_listed() throws Exception {
    run.source.put("a", "1");
    run.filter =
        new KeyFilter(List.of(FilterRule.glob(false, "*.tmp"), FilterRule.glob(false, "a")));
    assertThat(run.run().listed().unusedRules()).containsExactly("exclude '*.tmp'");

    run.source.show(new Unlisted(Key.of("d/"), "list d: Permission denied"));
    assertThat(run.run().listed().unusedRules()).isEmpty();
  }

  @Test
  void what_vanishes_from_the_source_during_the_run_is_said_and_is_no_failure() throws Exception {
    putNumbered(5);
    run.source.setHook((operation, key) -> {
      if (operation == Operation.OPEN && key != null && key.value().equals("k002")) {
        run.source.remove("k002");
      }
    });
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.outcomes().skipped()).containsEntry(SkipReason.VANISHED, 1L);
    assertThat(report.outcomes().copiedCount()).isEqualTo(4);
  }

  @Test
  void what_changes_while_it_is_read_is_read_again_and_arrives_whole() throws Exception {
    run.source.put("k", "before");
    AtomicInteger verifications = new AtomicInteger();
    run.source.setHook((operation, _) -> {
      if (operation == Operation.VERIFY && verifications.incrementAndGet() == 1) {
        run.source.put("k", "after, and longer");
      }
    });
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(run.target.text("k")).contains("after, and longer");
  }

  @Test
  void what_never_holds_still_fails_and_leaves_the_old_content() throws Exception {
    run.source.put("k", "0");
    run.target.put("k", "the old one");
    AtomicInteger changes = new AtomicInteger();
    run.source.setHook((operation, _) -> {
      if (operation == Operation.VERIFY) {
        run.source.put("k", "x".repeat(changes.incrementAndGet() + 1));
      }
    });
    SyncReport report = run.run();
    assertThat(report.failures()).extracting(Failed::kind).containsExactly(Kind.CHANGED);
    assertThat(run.target.text("k")).contains("the old one");
    assertThat(changes).hasValue(3);
  }

  @Test
  void a_full_destination_ends_the_run_at_once_and_the_rest_is_counted() throws Exception {
    putNumbered(200);
    run.target.setHook((operation, _) -> {
      if (operation == Operation.WRITE) {
        throw error(Kind.NO_SPACE);
      }
    });
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.end().reason()).contains("NO_SPACE");
    assertThat(report.outcomes().failed())
        .isLessThanOrEqualTo(EngineHarness.SMALL.transferWorkers());
  }

  @Test
  void a_destination_that_refuses_everything_ends_the_run_soon() throws Exception {
    putNumbered(500);
    run.target.setHook((operation, _) -> {
      if (operation == Operation.WRITE) {
        throw error(Kind.DENIED);
      }
    });
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.NOT_PERMITTED);
    assertThat(report.outcomes().failed()).isLessThan(30);
  }

  @Test
  void files_that_may_not_be_read_fail_one_by_one_and_the_run_goes_on() throws Exception {
    putNumbered(100);
    run.source.setHook((operation, key) -> {
      if (operation == Operation.OPEN && key != null && key.value().compareTo("k050") < 0) {
        throw error(Kind.DENIED);
      }
    });
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.outcomes().failed()).isEqualTo(50);
    assertThat(report.outcomes().copiedCount()).isEqualTo(50);
    assertThat(report.failures()).extracting(Failed::at).containsOnly(FailedAt.SOURCE);
  }

  @Test
  void a_drained_run_finishes_what_is_under_way_and_the_next_one_does_the_rest() throws Exception {
    putNumbered(300);
    run.target.put("extra", "x");
    AtomicInteger writes = new AtomicInteger();
    run.target.setHook((operation, _) -> {
      if (operation == Operation.WRITE && writes.incrementAndGet() == 20) {
        run.cancellation.drain();
      }
    });
    run.deletion = EngineHarness.DELETE;
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(report.outcomes().copiedCount()).isBetween(20L, 30L);
    assertThat(report.outcomes().failed()).isZero();
    assertThat(run.target.keys()).contains("extra");

    EngineHarness next = EngineHarness.betweenServices();
    run.source.keys().forEach(key -> next.source.put(key, run.source.text(key).orElseThrow()));
    run.target.keys().forEach(key -> next.target.put(key, run.target.text(key).orElseThrow()));
    next.deletion = EngineHarness.DELETE;
    assertThat(next.run().outcomes().copiedCount())
        .isEqualTo(300 - report.outcomes().copiedCount());
    next.assertSame();
  }

  @Test
  void a_stopped_run_leaves_at_once_with_nothing_half_written() throws Exception {
    for (int i = 0; i < 20; i++) {
      run.source.put("large" + i, new byte[16 * 1024 * 5]);
    }
    AtomicInteger parts = new AtomicInteger();
    run.target.setHook((operation, _) -> {
      if (operation == Operation.WRITE_PART && parts.incrementAndGet() == 12) {
        run.cancellation.stop();
      }
    });
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.INTERRUPTED);
    for (String key : run.target.keys()) {
      assertThat(run.target.content(key).orElseThrow())
          .isEqualTo(run.source.content(key).orElseThrow());
    }
  }

  @Test
  void a_dry_run_plans_what_a_run_does_and_changes_nothing() throws Exception {
    putNumbered(20);
    run.target.put("k000", "content 0");
    run.target.put("k001", "content 9");
    run.target.put("extra", "x");
    run.deletion = EngineHarness.DELETE;
    run.mode = Mode.DRY_RUN;
    List<String> before = run.target.keys();
    SyncReport dry = run.run();
    assertThat(run.target.keys()).isEqualTo(before);
    assertThat(run.target.text("k001")).contains("content 9");
    run.mode = Mode.SYNC;
    SyncReport wet = run.run();
    assertThat(dry.outcomes().planned()).isEqualTo(wet.outcomes().done()).isEqualTo(20);
  }

  @Test
  void a_verification_lists_every_difference_and_changes_nothing() throws Exception {
    run.source.put("missing", "1");
    run.source.put("size", "12");
    run.target.put("size", "1");
    run.source.put("content", "a");
    run.target.put("content", "b");
    run.target.put("extra", "1");
    run.source.put("same", "1");
    run.target.put("same", "1");
    run.mode = Mode.VERIFY;
    run.comparison = Comparison.BYTES;
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.DIFFERENT);
    assertThat(report.outcomes().differing())
        .containsOnlyKeys(DifferenceKind.values())
        .containsValue(1L);
    assertThat(run.target.keys()).containsExactly("content", "extra", "same", "size");
    run.target.keys().forEach(run.target::remove);
    run.source.keys().forEach(key -> run.target.put(key, run.source.text(key).orElseThrow()));
    assertThat(run.run().status()).isEqualTo(RunStatus.OK);
  }

  @Test
  void a_bug_in_one_transfer_costs_one_entry() throws Exception {
    putNumbered(10);
    run.target.setHook((operation, key) -> {
      if (operation == Operation.WRITE && key != null && key.value().equals("k003")) {
        throw new IllegalStateException("a bug");
      }
    });
    SyncReport report = run.run();
    assertThat(report.outcomes().failed()).isEqualTo(1);
    assertThat(report.outcomes().copiedCount()).isEqualTo(9);
    assertThat(report.failures().getFirst().message()).contains("a bug");
  }

  @Test
  void a_temporary_folder_that_takes_no_plan_ends_the_run_with_a_report() throws Exception {
    putNumbered(200);
    run.target.put("extra", "x");
    run.deletion = EngineHarness.DELETE;
    run.tuning = EngineHarness.SMALL.withTemporaryFolder(Path.of("/not/there"));
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.end().reason()).contains("/not/there").contains("--temp-dir");
    assertThat(run.target.keys()).contains("extra");
  }
}
