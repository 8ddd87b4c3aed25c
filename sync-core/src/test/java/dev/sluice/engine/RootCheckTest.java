package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.Cancellation;
import dev.sluice.model.Comparison;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryStore;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RootCheckTest {

  @FunctionalInterface
  private interface Look {
    void look() throws StoreException, InterruptedException;
  }

  /// A store whose root is as a test has it.
  private static final class Rooted extends ForwardingStore {
    @Nullable Kind trouble;
    boolean isInterrupted;
    int looks;
    @Nullable Look onLook;

    Rooted() {
      super(MemoryStore.named("rooted"));
    }

    @Override
    public void requireSameRoot() throws StoreException, InterruptedException {
      looks++;
      if (onLook != null) {
        onLook.look();
      }
      if (isInterrupted) {
        throw new InterruptedException();
      }
      if (trouble != null) {
        throw new StoreException(trouble, "the root: " + trouble);
      }
    }
  }

  private final Rooted source = new Rooted();
  private final Rooted target = new Rooted();
  private final Cancellation cancellation = new Cancellation();
  private final RunEnding ending = new RunEnding(cancellation);
  private final RootCheck guard =
      new RootCheck(
          new SyncRequest(
              source,
              target,
              new SyncPolicy(Comparison.SIZE, Mode.SYNC, Deletion.OFF),
              KeyFilter.EVERYTHING,
              Tuning.DEFAULT),
          cancellation,
          ending);

  @Test
  void both_roots_are_looked_at_and_nothing_comes_of_it_where_they_are_the_same() throws Exception {
    guard.verifyUnchanged();
    guard.verifyUnchanged();
    assertThat(source.looks).isEqualTo(2);
    assertThat(target.looks).isEqualTo(2);
    assertThat(ending.isRootLost()).isFalse();
  }

  @Test
  void either_root_that_is_another_one_ends_the_run() throws Exception {
    target.trouble = Kind.NO_ROOT;
    guard.verifyUnchanged();
    assertThat(ending.isRootLost()).isTrue();
    assertThat(ending.isEnding()).isTrue();
  }

  @Test
  void a_root_once_lost_is_not_looked_at_again() throws Exception {
    source.trouble = Kind.CHANGED;
    guard.verifyUnchanged();
    assertThat(ending.isRootLost()).isTrue();
    assertThat(ending.isEnding()).as("only a part of it is gone").isFalse();
    guard.verifyUnchanged();
    assertThat(source.looks).isEqualTo(1);
    assertThat(target.looks).isZero();
  }

  @Test
  void a_run_that_is_ending_is_not_kept_waiting() throws Exception {
    cancellation.drain();
    guard.verifyUnchanged();
    assertThat(source.looks + target.looks).isZero();
  }

  @Test
  void whoever_is_interrupted_while_looking_is_so() {
    source.isInterrupted = true;
    assertThatThrownBy(guard::verifyUnchanged).isInstanceOf(InterruptedException.class);
    assertThat(ending.isRootLost()).isFalse();
  }

  @Test
  void whoever_waits_for_a_look_and_is_interrupted_is_so() {
    CountDownLatch never = new CountDownLatch(1);
    source.onLook = never::await;
    Thread.currentThread().interrupt();
    assertThatThrownBy(guard::verifyUnchanged).isInstanceOf(InterruptedException.class);
    assertThat(target.looks).isZero();
  }

  @Test
  void a_look_that_hangs_is_left_when_the_run_is_asked_to_end() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    source.onLook =
        () -> {
          cancellation.drain();
          never.await();
        };
    guard.verifyUnchanged();
    assertThat(target.looks).isZero();
    assertThat(ending.isRootLost()).isFalse();
  }
}
