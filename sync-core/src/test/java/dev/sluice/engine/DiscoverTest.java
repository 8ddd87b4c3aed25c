package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.diff.DiffRules;
import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.FakeTime;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.model.Comparison;
import dev.sluice.plan.Action;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.Progress;
import dev.sluice.report.RunFigures;
import dev.sluice.report.RunObserver;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiscoverTest {

  private final MemoryStore source = MemoryStore.named("from");
  private final MemoryStore target = MemoryStore.named("to");
  private final RunFigures figures = new RunFigures(RunObserver.SILENT, new FakeTime());
  private final List<Action> planned = new ArrayList<>();

  private Discover discover() {
    SyncRequest request =
        new SyncRequest(
            source,
            target,
            new SyncPolicy(Comparison.SIZE, Mode.SYNC, Deletion.OFF),
            KeyFilter.EVERYTHING,
            EngineHarness.SMALL);
    return new Discover(
        request, new DiffRules(KeyFilter.EVERYTHING, Comparison.SIZE, false), true, figures, null);
  }

  private Progress.Listing listing() {
    return figures.progress(StoreActivity.NONE, UnansweredWatch.Now.NOTHING).listing();
  }

  @Test
  void each_key_of_either_side_is_planned_and_counted_once() throws Exception {
    source.put("a", "1");
    source.put("b", "1");
    target.put("b", "1");
    target.put("c", "1");
    Discover discover = discover();
    discover.work(planned::add);
    assertThat(planned)
        .hasSize(3)
        .hasExactlyElementsOfTypes(Action.Copy.class, Action.Skip.class, Action.Delete.class);
    assertThat(listing()).isEqualTo(new Progress.Listing(2, 2, 3, false));
    assertThat(discover.isComplete()).isTrue();
  }

  @Test
  void what_was_stopped_is_not_complete_and_plans_nothing_more() throws Exception {
    source.put("a", "1");
    Discover discover = discover();
    discover.stop();
    discover.work(planned::add);
    assertThat(discover.isComplete()).isFalse();
    assertThat(planned).isEmpty();
  }
}
