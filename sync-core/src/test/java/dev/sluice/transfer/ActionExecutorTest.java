package dev.sluice.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.content.Sides;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.Time;
import dev.sluice.model.Comparison;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Deleted;
import dev.sluice.transfer.Outcome.Differs;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.Planned;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActionExecutorTest {

  private static final Deletion ON = new Deletion(true, OptionalLong.empty(), false, false);

  private final MemoryStore source = MemoryStore.named("from");
  private final MemoryStore target = MemoryStore.named("to");
  private final BlockingIo cpu = BlockingIo.forCpu();
  private Entry fresh;
  private Entry extra;

  @BeforeEach
  void one_entry_on_each_side() throws Exception {
    source.put("fresh", "new");
    target.put("extra", "old");
    fresh = source.find(Key.of("fresh")).orElseThrow();
    extra = target.find(Key.of("extra")).orElseThrow();
  }

  @AfterEach
  void close() {
    cpu.close();
  }

  private ActionExecutor executor(Mode mode, Deletion deletion) {
    return executor(mode, deletion, target);
  }

  private ActionExecutor executor(Mode mode, Deletion deletion, Store destination) {
    TransferResources limits =
        new TransferResources(
            new BytePermits(1 << 20), new RateLimit(0, Time.SYSTEM), cpu, 2, Time.SYSTEM);
    return ActionExecutor.of(
        new SyncPolicy(mode == Mode.VERIFY ? Comparison.BYTES : Comparison.MD5, mode, deletion),
        Sides.of(source, destination),
        limits,
        new InFlight(Time.SYSTEM),
        _ -> {});
  }

  private Copy copy(CopyReason reason) {
    return new Copy(fresh, null, reason);
  }

  @Test
  void a_sync_copies_and_deletes_what_has_waited_for_its_turn() throws Exception {
    ActionExecutor sync = executor(Mode.SYNC, ON);

    assertThat(sync.writes()).isTrue();
    assertThat(sync.includesTargetOnly()).isTrue();
    assertThat(sync.atOnce(copy(CopyReason.NEW))).isEmpty();
    assertThat(sync.atOnce(new Delete(extra))).isEmpty();
    assertThat(sync.copy(copy(CopyReason.NEW))).isInstanceOf(Copied.class);
    assertThat(sync.delete(List.of(new Delete(extra)))).containsExactly(new Deleted(extra));
    assertThat(target.keys()).containsExactly("fresh");
  }

  @Test
  void a_sync_that_does_not_delete_has_no_interest_in_what_the_destination_alone_has() {
    assertThat(executor(Mode.SYNC, Deletion.OFF).includesTargetOnly()).isFalse();
    assertThat(executor(Mode.DRY_RUN, Deletion.OFF).includesTargetOnly()).isFalse();
  }

  @Test
  void each_deletion_of_a_batch_has_its_own_outcome() throws Exception {
    target.put("changed", "as listed");
    Entry listed = target.find(Key.of("changed")).orElseThrow();
    target.put("changed", "by somebody else");

    List<Outcome> outcomes =
        executor(Mode.SYNC, ON).delete(List.of(new Delete(listed), new Delete(extra)));

    assertThat(outcomes).hasSize(2).last().isEqualTo(new Deleted(extra));
    assertThat(outcomes.getFirst())
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(StoreException.Kind.CONFLICT));
    assertThat(target.keys()).containsExactly("changed");
  }

  @Test
  void a_dry_run_says_what_it_would_do_and_changes_nothing() throws Exception {
    ActionExecutor rehearsal = executor(Mode.DRY_RUN, ON);

    assertThat(rehearsal.writes()).isFalse();
    assertThat(rehearsal.atOnce(copy(CopyReason.NEW))).contains(new Planned(copy(CopyReason.NEW)));
    assertThat(rehearsal.copy(copy(CopyReason.NEW))).isEqualTo(new Planned(copy(CopyReason.NEW)));
    assertThat(rehearsal.atOnce(new Delete(extra))).as("may be refused yet").isEmpty();
    assertThat(rehearsal.delete(List.of(new Delete(extra))))
        .containsExactly(new Planned(new Delete(extra)));
    assertThat(target.keys()).containsExactly("extra");
  }

  @Test
  void a_verification_says_what_differs_and_changes_nothing() throws Exception {
    ActionExecutor verification = executor(Mode.VERIFY, Deletion.OFF);
    Key key = fresh.key();

    assertThat(verification.writes()).isFalse();
    assertThat(verification.includesTargetOnly()).isTrue();
    assertThat(verification.atOnce(copy(CopyReason.NEW)))
        .contains(new Differs(key, DifferenceKind.MISSING));
    assertThat(verification.atOnce(copy(CopyReason.SIZE)))
        .contains(new Differs(key, DifferenceKind.SIZE));
    assertThat(verification.atOnce(copy(CopyReason.CONTENT)))
        .contains(new Differs(key, DifferenceKind.CONTENT));
    assertThat(verification.atOnce(new Delete(extra)))
        .contains(new Differs(extra.key(), DifferenceKind.EXTRA));
    assertThat(verification.delete(List.of(new Delete(extra))))
        .containsExactly(new Differs(extra.key(), DifferenceKind.EXTRA));
    assertThat(target.keys()).containsExactly("extra");
  }

  @Test
  void what_was_compared_is_skipped_or_copied() throws Exception {
    source.put("same", "content");
    target.put("same", "content");
    source.put("other", "content");
    target.put("other", "CONTENT");

    assertThat(compared("same"))
        .isEqualTo(
            new Action.Skip(
                Key.of("same"),
                Action.SkipReason.UP_TO_DATE,
                "content".getBytes(UTF_8).length,
                Evidence.ETAG));
    assertThat(compared("other"))
        .isInstanceOfSatisfying(
            Copy.class, copy -> assertThat(copy.reason()).isEqualTo(CopyReason.CONTENT));
  }

  @Test
  void what_is_skipped_or_could_not_be_listed_has_its_outcome_at_once_in_every_mode() {
    Key key = fresh.key();
    for (Mode mode : Mode.values()) {
      ActionExecutor executor = executor(mode, ON);
      assertThat(executor.atOnce(new Action.Skip(key, Action.SkipReason.EXCLUDED, 3)))
          .contains(new Outcome.Skipped(key, Action.SkipReason.EXCLUDED, 3));
      assertThat(executor.atOnce(new Action.Refuse(key, "list d: no permission")))
          .contains(
              new Failed(
                  key,
                  StoreException.Kind.OTHER,
                  "list d: no permission",
                  Outcome.FailedAt.LISTING));
      assertThat(executor.atOnce(new Action.Compare(fresh, extra))).isEmpty();
    }
  }

  @Test
  void a_deletion_that_fails_as_a_whole_has_failed_for_each_of_its_entries() throws Exception {
    StoreException gone = new StoreException(StoreException.Kind.UNREACHABLE, "delete: no answer");
    ForwardingStore silent =
        new ForwardingStore(target) {
          @Override
          public List<DeleteFailure> delete(List<Entry> entries) throws StoreException {
            throw gone;
          }
        };
    assertThat(
            executor(Mode.SYNC, ON, silent).delete(List.of(new Delete(extra), new Delete(fresh))))
        .extracting(Outcome::key, outcome -> ((Failed) outcome).message())
        .containsExactly(
            tuple(extra.key(), "delete: no answer"), tuple(fresh.key(), "delete: no answer"));
  }

  @Test
  void only_a_verification_reads_objects_whose_etags_tell_nothing() throws Exception {
    source.put("same", "content");
    target.put("same", "content");
    Action.Compare silent =
        new Action.Compare(
            source.find(Key.of("same")).orElseThrow().withoutDigest(),
            target.find(Key.of("same")).orElseThrow().withoutDigest());
    AtomicInteger opened = new AtomicInteger();
    source.setHook((operation, _) -> {
      if (operation == Operation.OPEN) {
        opened.incrementAndGet();
      }
    });
    executor(Mode.SYNC, ON).compare(silent);
    executor(Mode.DRY_RUN, ON).compare(silent);
    assertThat(opened).hasValue(0);
    assertThat(executor(Mode.VERIFY, ON).compare(silent))
        .isEqualTo(
            new Action.Skip(Key.of("same"), Action.SkipReason.UP_TO_DATE, 7, Evidence.BYTES));
    assertThat(opened).hasValue(1);
  }

  private Action compared(String key) throws Exception {
    return executor(Mode.SYNC, Deletion.OFF)
        .compare(
            new Action.Compare(
                source.find(Key.of(key)).orElseThrow(), target.find(Key.of(key)).orElseThrow()));
  }
}
