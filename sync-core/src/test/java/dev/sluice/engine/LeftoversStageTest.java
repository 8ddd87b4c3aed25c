package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.model.Comparison;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunObserver;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Leftovers;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.Store;
import dev.sluice.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeftoversStageTest implements RunObserver {

  /// What runs have left at the destination, as a test has it.
  private static final class Left implements Leftovers {
    boolean areRemoved;
    Removed removed = Removed.NOTHING;
    List<String> behind = List.of();
    CountDownLatch mayEnd = new CountDownLatch(0);
    Runnable onRemoval = () -> {};

    @Override
    public void removeLeftovers() throws InterruptedException {
      onRemoval.run();
      mayEnd.await();
      areRemoved = true;
    }

    @Override
    public Removed removed() {
      return removed;
    }

    @Override
    public Removed remove(Sweep order) {
      throw new UnsupportedOperationException("by command alone");
    }

    @Override
    public List<String> leftBehind() {
      return behind;
    }
  }

  private final Left left = new Left();
  private final Cancellation cancellation = new Cancellation();
  private final List<Removed> tidied = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  @Override
  public void leftoversRemoved(Removed removed) {
    tidied.add(removed);
  }

  @Override
  public void warning(String message) {
    warnings.add(message);
  }

  private LeftoversStage stage(Store target) {
    return new LeftoversStage(
        new SyncRequest(
            MemoryStore.named("from"),
            target,
            new SyncPolicy(Comparison.SIZE, Mode.SYNC, Deletion.OFF),
            KeyFilter.EVERYTHING,
            EngineHarness.SMALL),
        this);
  }

  private LeftoversStage stage() {
    return stage(
        new ForwardingStore(MemoryStore.named("to")) {
          @Override
          public Optional<Leftovers> leftovers() {
            return Optional.of(left);
          }
        });
  }

  @Test
  void what_killed_runs_have_left_is_removed_before_the_run_ends() throws Exception {
    stage().removeLeftoversOfKilledRuns(cancellation);
    assertThat(left.areRemoved).isTrue();
  }

  @Test
  void a_run_that_is_ending_leaves_it_to_another() throws Exception {
    cancellation.drain();
    stage().removeLeftoversOfKilledRuns(cancellation);
    assertThat(left.areRemoved).isFalse();
  }

  @Test
  void a_drain_breaks_the_removal_off() throws Exception {
    left.mayEnd = new CountDownLatch(1);
    left.onRemoval = cancellation::drain;
    stage().removeLeftoversOfKilledRuns(cancellation);
    assertThat(left.areRemoved).isFalse();
  }

  @Test
  void a_store_where_nothing_is_ever_left_has_nothing_to_tell() throws Exception {
    LeftoversStage none = stage(MemoryStore.named("to"));
    none.removeLeftoversOfKilledRuns(cancellation);
    none.tellOfRemoved();
    none.tellOfWrites();
    assertThat(tidied).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void what_was_removed_is_told_if_it_was_anything() {
    stage().tellOfRemoved();
    assertThat(tidied).isEmpty();
    left.removed = new Removed(2, 1);
    stage().tellOfRemoved();
    assertThat(tidied).containsExactly(new Removed(2, 1));
  }

  private static List<String> lines(int count) {
    return IntStream.range(0, count).mapToObj(i -> "upload " + i + " was left").toList();
  }

  @Test
  void of_many_that_were_left_the_first_twenty_are_named_and_the_others_counted() {
    left.behind = lines(20);
    stage().tellOfWrites();
    assertThat(warnings).isEqualTo(lines(20));
    warnings.clear();
    left.behind = lines(23);
    stage().tellOfWrites();
    assertThat(warnings).hasSize(21).startsWith(lines(20).toArray(String[]::new));
    assertThat(warnings.getLast()).isEqualTo("and 3 more such");
  }
}
