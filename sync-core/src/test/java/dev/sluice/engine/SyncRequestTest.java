package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Comparison;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.store.memory.MemoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SyncRequestTest {

  private static final KeyRange PART = new KeyRange(Key.of("a"), Key.of("b"));

  private static SyncRequest request(Deletion deletion, KeyRange range) {
    return new SyncRequest(
        MemoryStore.named("from"),
        MemoryStore.named("to"),
        new SyncPolicy(Comparison.SIZE, Mode.SYNC, deletion),
        KeyFilter.EVERYTHING,
        Tuning.DEFAULT,
        range);
  }

  @Test
  void a_run_over_a_part_of_the_keys_cannot_delete() {
    assertThatThrownBy(() -> request(EngineHarness.DELETE, PART))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot delete");
    assertThat(request(Deletion.OFF, PART).range()).isEqualTo(PART);
    assertThat(request(EngineHarness.DELETE, KeyRange.all()).range()).isEqualTo(KeyRange.all());
  }

  @Test
  void a_run_needs_one_worker_of_each_kind_and_room_for_one_action() {
    Path folder = Path.of("tmp");
    assertThat(new Tuning(1, 1, 1, 0, 0, 1, folder).transferWorkers()).isEqualTo(1);
    for (int lacking = 0; lacking < 4; lacking++) {
      int[] n = {1, 1, 1, 1};
      n[lacking] = 0;
      assertThatThrownBy(() -> new Tuning(n[0], n[1], n[2], 0, 0, n[3], folder))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void tuning_changes_one_thing_at_a_time() {
    Path folder = Path.of("tmp");
    Tuning tuning = new Tuning(1, 2, 3, 4, 5, 6, folder);
    assertThat(tuning.withTransferWorkers(9)).isEqualTo(new Tuning(9, 2, 3, 4, 5, 6, folder));
    assertThat(tuning.withListWorkers(9)).isEqualTo(new Tuning(1, 9, 3, 4, 5, 6, folder));
    assertThat(tuning.withRate(9)).isEqualTo(new Tuning(1, 2, 3, 4, 9, 6, folder));
    assertThat(tuning.withTemporaryFolder(Path.of("other")))
        .isEqualTo(new Tuning(1, 2, 3, 4, 5, 6, Path.of("other")));
  }
}
