package dev.sluice.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.store.Store;
import dev.sluice.store.StoreContract;
import java.util.concurrent.atomic.AtomicInteger;

class MemoryStoreTest extends StoreContract {

  private static final AtomicInteger NEXT = new AtomicInteger();

  @Override
  protected Store newStore() {
    return MemoryStore.named("store" + NEXT.incrementAndGet());
  }

  @Override
  protected void discard(Store store) {
    assertThat(((MemoryStore) store).openHandles()).isEmpty();
    store.close();
  }
}
