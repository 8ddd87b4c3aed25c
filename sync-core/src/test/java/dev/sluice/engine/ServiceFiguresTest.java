package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreActivity.OperationCount;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceFiguresTest {

  @Test
  void what_two_services_have_cost_is_added_up_by_operation() {
    StoreActivity one =
        new StoreActivity(
            7, 1, 2, 30, Map.of("list", new OperationCount(3, 0), "get", new OperationCount(4, 1)));
    StoreActivity other = new StoreActivity(5, 2, 0, 0, Map.of("list", new OperationCount(5, 2)));

    StoreActivity both = one.plus(other);

    assertThat(both.requests()).isEqualTo(12);
    assertThat(both.retries()).isEqualTo(3);
    assertThat(both.throttled()).isEqualTo(2);
    assertThat(both.lowestConcurrency()).as("of the one that was lowered").isEqualTo(30);
    assertThat(both.operations())
        .containsEntry("list", new OperationCount(8, 2))
        .containsEntry("get", new OperationCount(4, 1));
  }
}
