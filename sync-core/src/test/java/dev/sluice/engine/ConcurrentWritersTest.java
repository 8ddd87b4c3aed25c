package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.plan.SyncPolicy;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.memory.MemoryHook.Operation;
import dev.sluice.transfer.Outcome.Copied;
import dev.sluice.transfer.Outcome.Failed;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of what somebody else writes at the destination during a run.
class ConcurrentWritersTest {

  private static final Set<Operation> WRITES =
      Set.of(Operation.WRITE, Operation.COMMIT, Operation.COPY, Operation.DELETE);

  private final EngineHarness run = EngineHarness.betweenServices();

  /// Somebody else is faster by a moment.
  private void beforeTheWrite(Runnable somebodyElse) {
    run.target.setHook((operation, _) -> {
      if (WRITES.contains(operation)) {
        somebodyElse.run();
      }
    });
  }

  private void assertLeftAlone(SyncReport report) {
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(run.outcomes).hasSize(1).first().isInstanceOf(Failed.class);
    Failed failed = (Failed) run.outcomes.peek();
    assertThat(failed.kind()).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void what_has_appeared_since_the_listing_is_not_overwritten() throws Exception {
    run.source.put("a", "mine");
    beforeTheWrite(() -> run.target.put("a", "theirs"));
    assertLeftAlone(run.run());
    assertThat(run.target.text("a")).contains("theirs");
  }

  @Test
  void what_has_changed_since_the_listing_is_not_overwritten() throws Exception {
    run.source.put("a", "mine");
    run.target.put("a", "old one");
    beforeTheWrite(() -> run.target.put("a", "theirs"));
    assertLeftAlone(run.run());
    assertThat(run.target.text("a")).contains("theirs");
  }

  @Test
  void a_large_entry_is_not_overwritten_either() throws Exception {
    run.source.put("a", new byte[100_000]);
    beforeTheWrite(() -> run.target.put("a", "theirs"));
    assertLeftAlone(run.run());
    assertThat(run.target.text("a")).contains("theirs");
  }

  @Test
  void nor_is_one_that_the_service_would_copy() throws Exception {
    EngineHarness within = EngineHarness.withinOneService();
    within.source.put("a", "mine");
    within.target.setHook((operation, _) -> {
      if (operation == Operation.COPY) {
        within.target.put("a", "theirs");
      }
    });
    assertThat(within.run().status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(within.target.text("a")).contains("theirs");
  }

  @Test
  void who_has_written_the_same_meanwhile_has_made_it_up_to_date() throws Exception {
    run.source.put("a", "mine");
    beforeTheWrite(() -> run.target.put("a", "mine"));
    assertThat(run.run().status()).isEqualTo(RunStatus.OK);
    assertThat(run.outcomes).noneMatch(Copied.class::isInstance);
  }

  @Test
  void what_has_gone_since_the_listing_is_written_as_new() throws Exception {
    run.source.put("a", "mine");
    run.target.put("a", "old one");
    beforeTheWrite(() -> {
      if (run.target.text("a").filter("old one"::equals).isPresent()) {
        run.target.remove("a");
      }
    });
    assertThat(run.run().status()).isEqualTo(RunStatus.OK);
    assertThat(run.target.text("a")).contains("mine");
  }

  @Test
  void what_has_changed_since_the_listing_is_not_deleted() throws Exception {
    run.deletion = EngineHarness.DELETE;
    run.source.put("a", "same");
    run.target.put("a", "same");
    run.target.put("b", "old one");
    beforeTheWrite(() -> run.target.put("b", "theirs"));
    SyncReport report = run.run();
    assertThat(report.status()).isEqualTo(RunStatus.PARTIAL);
    assertThat(report.outcomes().deleted()).isZero();
    assertThat(run.target.text("b")).contains("theirs");
  }

  @Test
  void who_asks_for_it_overwrites_and_deletes_all_the_same() throws Exception {
    run.overwritesChanged = true;
    run.source.put("a", "mine");
    run.target.put("a", "old one");
    run.target.put("b", "old one");
    beforeTheWrite(() -> {
      if (run.target.text("b").filter("old one"::equals).isPresent()) {
        run.target.put("a", "theirs");
        run.target.put("b", "theirs");
      }
    });
    run.deletion = new SyncPolicy.Deletion(true, OptionalLong.empty(), true, false);
    assertThat(run.run().status()).isEqualTo(RunStatus.OK);
    run.assertSame();
  }
}
