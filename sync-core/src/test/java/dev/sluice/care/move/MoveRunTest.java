package dev.sluice.care.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.care.move.MoveOutcome.Left;
import dev.sluice.care.move.MoveOutcome.Why;
import dev.sluice.filter.FilterRule;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Unlisted;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunStatus;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Place;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Takeaway;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryOptions;
import dev.sluice.store.memory.MemoryStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// What a move removes from its source, and what it keeps there, whatever kind of store it is.
class MoveRunTest {

  private final MemoryStore source = MemoryStore.named("from");
  private final MemoryStore target =
      new MemoryStore(MemoryOptions.named("to").withService("elsewhere"));
  private final MoveHarness move = new MoveHarness();

  private static StoreException failure(Kind kind) {
    return new StoreException(kind, "as the test wants it");
  }

  @Test
  void all_is_at_the_destination_and_nothing_at_the_source() throws Exception {
    for (int i = 0; i < 50; i++) {
      source.put("k%02d".formatted(i), "content " + i);
    }
    target.put("k07", "content 7");
    target.put("k08", "another!!");
    target.put("mine", "stays");
    MoveReport report = move.move(source, target);
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(source.keys()).isEmpty();
    assertThat(target.keys()).hasSize(51);
    assertThat(target.text("k08")).hasValue("content 8");
    assertThat(report.counts().found()).isEqualTo(50);
    assertThat(report.counts().moved()).isEqualTo(50);
    assertThat(move.outcomes).hasSize(50).allMatch(MoveOutcome.Moved.class::isInstance);
  }

  @Test
  void what_is_written_to_the_source_after_it_was_copied_stays() throws Exception {
    source.put("a", "1");
    source.put("b", "2");
    move.beforeRemoval = () -> source.put("a", "3");
    MoveReport report = move.move(source, target);
    assertThat(source.keys()).containsExactly("a");
    assertThat(source.text("a")).hasValue("3");
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.counts().left()).isEqualTo(Map.of(Why.CHANGED, 1L));

    move.beforeRemoval = () -> {};
    assertThat(move.move(source, target).status()).isEqualTo(RunStatus.OK);
    assertThat(source.keys()).isEmpty();
    assertThat(target.text("a")).hasValue("3");
  }

  @Test
  void a_write_that_fails_keeps_its_source_and_no_other() throws Exception {
    source.put("a", "1");
    source.put("b", "2");
    target.setHook((operation, key) -> {
      if (operation == Operation.WRITE && key != null && key.value().equals("a")) {
        throw failure(Kind.CORRUPT);
      }
    });
    MoveReport report = move.move(source, target);
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(source.keys()).containsExactly("a");
    assertThat(report.counts().moved()).isEqualTo(1);
  }

  @Test
  void a_destination_that_cannot_be_written_keeps_all() throws Exception {
    for (int i = 0; i < 40; i++) {
      source.put("k" + i, "content");
    }
    target.put("k0", "content");
    target.setHook((operation, _) -> {
      if (operation == Operation.WRITE) {
        throw failure(Kind.READ_ONLY);
      }
    });
    MoveReport report = move.move(source, target);
    assertThat(source.keys()).hasSize(40);
    assertThat(report.counts().moved()).isZero();
    assertThat(report.status()).isNotEqualTo(RunStatus.OK);
  }

  @Test
  void a_listing_that_breaks_off_removes_nothing() throws Exception {
    source.put("a", "1");
    source.put("b", "2");
    source.setHook((operation, key) -> {
      if (operation == Operation.LIST && key != null && key.value().equals("a")) {
        throw failure(Kind.TRANSIENT);
      }
    });
    MoveReport report = move.move(source, target);
    assertThat(report.run().end().reason()).isNotNull();
    assertThat(source.keys()).hasSize(2);
  }

  @Test
  void a_source_of_which_a_part_was_gone_for_a_while_removes_nothing() throws Exception {
    source.put("a", "1");
    AtomicBoolean isBack = new AtomicBoolean();
    Store unsteady =
        new ForwardingStore(source) {
          @Override
          public void requireSameRoot() throws StoreException {
            if (!isBack.getAndSet(true)) {
              throw failure(Kind.CHANGED);
            }
          }

          @Override
          public Optional<Takeaway> takeaway() {
            return source.takeaway();
          }
        };
    MoveReport report = move.move(unsteady, target);
    assertThat(source.keys()).containsExactly("a");
    assertThat(report.counts().notAttempted()).isEqualTo(1);
    assertThat(report.run().end().reason()).isNotNull();
  }

  @Test
  void a_part_that_cannot_be_listed_keeps_what_is_in_it_alone() throws Exception {
    source.put("a", "1");
    source.show(new Unlisted(Key.of("d/"), "as the test wants it"));
    MoveReport report = move.move(source, target);
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(source.text("a")).isEmpty();
    assertThat(target.text("a")).hasValue("1");
  }

  @Test
  void equal_sizes_and_times_are_no_proof_and_contents_are_read() throws Exception {
    move.comparison = Comparison.MTIME;
    source.put("equal", "12345");
    source.put("other", "12345");
    target.put("equal", "12345");
    target.put("other", "54321");
    MoveReport report = move.move(source, target);
    assertThat(report.run().outcomes().copiedCount()).isZero();
    assertThat(source.keys()).containsExactly("other");
    assertThat(move.outcomes)
        .filteredOn(Left.class::isInstance)
        .singleElement()
        .satisfies(left -> assertThat(((Left) left).why()).isEqualTo(Why.DIFFERENT));
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
  }

  @Test
  void what_the_destination_has_lost_meanwhile_is_not_removed_without_proof() throws Exception {
    move.comparison = Comparison.SIZE;
    source.put("a", "12345");
    target.put("a", "12345");
    move.beforeRemoval = () -> target.remove("a");
    MoveReport report = move.move(source, target);
    assertThat(report.counts().left()).isEqualTo(Map.of(Why.GONE, 1L));
    assertThat(source.keys()).containsExactly("a");
  }

  @Test
  void one_that_ended_before_it_removed_anything_goes_on_when_it_is_run_again() throws Exception {
    for (int i = 0; i < 30; i++) {
      source.put("k" + i, "content " + i);
    }
    move.beforeRemoval = move.cancellation::drain;
    MoveReport report = move.move(source, target);
    assertThat(report.status()).isEqualTo(RunStatus.INTERRUPTED);
    assertThat(report.counts().notAttempted()).isEqualTo(30);
    assertThat(source.keys()).hasSize(30);
    assertThat(target.keys()).hasSize(30);

    MoveReport again = new MoveHarness().move(source, target);
    assertThat(again.status()).isEqualTo(RunStatus.OK);
    assertThat(again.run().outcomes().copiedCount()).isZero();
    assertThat(source.keys()).isEmpty();
  }

  @Test
  void what_the_filters_leave_out_stays() throws Exception {
    source.put("a.jpg", "1");
    source.put("a.txt", "2");
    move.filter = new KeyFilter(List.of(FilterRule.glob(false, "*.txt")));
    assertThat(move.move(source, target).status()).isEqualTo(RunStatus.OK);
    assertThat(source.keys()).containsExactly("a.txt");
    assertThat(target.keys()).containsExactly("a.jpg");
  }

  @Test
  void a_dry_run_says_both_and_does_neither() throws Exception {
    move.mode = Mode.DRY_RUN;
    source.put("new", "1");
    source.put("equal", "2");
    target.put("equal", "2");
    MoveReport report = move.move(source, target);
    assertThat(report.status()).isEqualTo(RunStatus.OK);
    assertThat(report.run().outcomes().planned()).isEqualTo(1);
    assertThat(report.counts().planned()).isEqualTo(2);
    assertThat(source.keys()).hasSize(2);
    assertThat(target.keys()).containsExactly("equal");
  }

  @Test
  void a_removal_that_fails_is_told_and_the_others_go_on() throws Exception {
    source.put("a", "1");
    source.put("b", "2");
    source.setHook((operation, key) -> {
      if (operation == Operation.DELETE && key != null && key.value().equals("a")) {
        throw failure(Kind.DENIED);
      }
    });
    MoveReport report = move.move(source, target);
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.counts().failed()).isEqualTo(1);
    assertThat(source.keys()).containsExactly("a");
  }

  @Test
  void what_may_be_one_object_under_two_names_stays() throws Exception {
    source.put("a", "1");
    source.put("b", "2");
    Store alias =
        new ForwardingStore(source) {
          @Override
          public Place place() {
            return new Place("memory", "another name/");
          }
        };
    MoveReport report = move.move(source, alias);
    assertThat(source.keys()).containsExactly("a", "b");
    assertThat(report.counts().left()).isEqualTo(Map.of(Why.ONE_OBJECT, 2L));
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
  }

  @Test
  void an_object_that_was_replaced_while_both_its_names_were_listed_stays() throws Exception {
    MemoryStore before = MemoryStore.named("before");
    before.put("a", "1");
    source.put("a", "22");
    Store stale =
        new ForwardingStore(source) {
          @Override
          public EntryCursor list(KeyRange range, Prune prune) {
            return before.list(range, prune);
          }

          @Override
          public Optional<Takeaway> takeaway() {
            return source.takeaway();
          }
        };
    Store alias =
        new ForwardingStore(source) {
          @Override
          public Place place() {
            return new Place("memory", "another name/");
          }
        };
    MoveReport report = move.move(stale, alias);
    assertThat(source.text("a")).hasValue("22");
    assertThat(report.counts().left()).isEqualTo(Map.of(Why.ONE_OBJECT, 1L));
  }
}
