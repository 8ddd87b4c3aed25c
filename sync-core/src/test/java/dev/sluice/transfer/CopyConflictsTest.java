package dev.sluice.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.content.Comparer;
import dev.sluice.content.Ladder;
import dev.sluice.content.Sides;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.flow.RateLimit;
import dev.sluice.flow.Time;
import dev.sluice.model.Comparison;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.SkipReason;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.store.memory.MemoryStore;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Failed;
import dev.sluice.transfer.Outcome.FailedAt;
import dev.sluice.transfer.Outcome.Skipped;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is done where somebody else has been at the destination since it was listed.
class CopyConflictsTest {

  private static final Key KEY = Key.of("k");

  private final MemoryStore source = MemoryStore.named("from");
  private final MemoryStore target = MemoryStore.named("to");
  private final FlawedSource streamed = new FlawedSource(source);
  private final Map<Operation, Integer> calls = new EnumMap<>(Operation.class);
  private final BlockingIo cpu = BlockingIo.forCpu();

  @BeforeEach
  void a_content_that_is_to_be_replaced() {
    source.put("k", "content");
    target.put("k", "listed");
  }

  @AfterEach
  void close() {
    cpu.close();
    assertThat(source.openHandles()).isEmpty();
    assertThat(target.openHandles()).isEmpty();
  }

  private Copy listed() throws Exception {
    return new Copy(
        source.find(KEY).orElseThrow(), target.find(KEY).orElseThrow(), CopyReason.SIZE);
  }

  private Outcome carryOut(Copy copy) throws Exception {
    Sides sides = Sides.of(streamed, target);
    BytePermits memory = new BytePermits(1 << 20);
    TransferResources limits =
        new TransferResources(memory, new RateLimit(0, Time.SYSTEM), cpu, 2, Time.SYSTEM);
    return new CopyConflicts(
            target,
            new Transferrer(sides, CopyRules.STRICT, limits, new InFlight(Time.SYSTEM)),
            new Comparer(sides, new Ladder(Comparison.MD5, false), memory, cpu, _ -> {}))
        .copy(copy);
  }

  /// Makes writes fail as if two had met, and counts calls.
  private void conflicting(int times) {
    target.setHook((operation, _) -> {
      if (calls.merge(operation, 1, Integer::sum) <= times && operation == Operation.WRITE) {
        throw new StoreException(Kind.CONFLICT, "write: two at once");
      }
    });
  }

  @Test
  void what_is_as_it_was_listed_is_replaced() throws Exception {
    assertThat(carryOut(listed())).isInstanceOf(Copied.class);
    assertThat(target.text("k")).contains("content");
  }

  @Test
  void what_has_gone_meanwhile_is_written_as_new() throws Exception {
    Copy copy = listed();
    target.remove("k");
    assertThat(carryOut(copy))
        .isInstanceOfSatisfying(
            Copied.class, copied -> assertThat(copied.reason()).isEqualTo(CopyReason.NEW));
    assertThat(target.text("k")).contains("content");
  }

  @Test
  void what_somebody_else_has_brought_up_to_date_is_left_to_him() throws Exception {
    Copy copy = listed();
    target.put("k", "content");
    assertThat(carryOut(copy))
        .isEqualTo(new Skipped(KEY, SkipReason.UP_TO_DATE, "content".length()));
  }

  @Test
  void what_appeared_meanwhile_is_compared_too() throws Exception {
    Copy copy = new Copy(source.find(KEY).orElseThrow(), null, CopyReason.NEW);
    target.put("k", "content");
    assertThat(carryOut(copy)).isInstanceOf(Skipped.class);
  }

  @Test
  void another_content_is_left_as_it_is_and_reported() throws Exception {
    for (String theirs : new String[] {"CONTENT", "of another length"}) {
      target.put("k", "listed");
      Copy copy = listed();
      target.put("k", theirs);
      assertThat(carryOut(copy))
          .isInstanceOfSatisfying(
              Failed.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(Kind.CONFLICT);
                assertThat(failed.at()).isEqualTo(FailedAt.DESTINATION);
              });
      assertThat(target.text("k")).contains(theirs);
    }
  }

  @Test
  void two_writes_at_once_are_tried_again_up_to_three_times() throws Exception {
    Copy copy = listed();
    conflicting(2);
    assertThat(carryOut(copy)).isInstanceOf(Copied.class);

    target.put("k", "listed");
    Copy again = listed();
    calls.clear();
    conflicting(9);
    assertThat(carryOut(again))
        .isEqualTo(new Failed(KEY, Kind.CONFLICT, "write: two at once", FailedAt.DESTINATION));
    assertThat(calls).containsEntry(Operation.WRITE, 3);
    assertThat(calls).as("nobody looks after the last attempt").containsEntry(Operation.FIND, 2);
  }

  @Test
  void a_look_that_fails_leaves_the_conflict_to_be_reported() throws Exception {
    Copy copy = listed();
    target.put("k", "theirs");
    target.setHook((operation, _) -> {
      if (operation == Operation.FIND) {
        throw new StoreException(Kind.TRANSIENT, "find: no answer");
      }
    });
    assertThat(carryOut(copy))
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.kind()).isEqualTo(Kind.CONFLICT));
  }

  @Test
  void any_other_failure_is_final() throws Exception {
    Copy copy = listed();
    target.setHook((operation, _) -> {
      calls.merge(operation, 1, Integer::sum);
      if (operation == Operation.WRITE) {
        throw new StoreException(Kind.DENIED, "write: denied");
      }
    });
    assertThat(carryOut(copy))
        .isEqualTo(new Failed(KEY, Kind.DENIED, "write: denied", FailedAt.DESTINATION));
    assertThat(calls).containsOnly(Map.entry(Operation.WRITE, 1));
  }
}
