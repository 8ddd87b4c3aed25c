package dev.sluice.store.s3;

import dev.sluice.store.Store;
import dev.sluice.store.StoreContract;

/// The contract, on ministack.
class MinistackContractTest extends StoreContract {

  @Override
  protected boolean isRunning() {
    return RealServer.isRunning("ministack");
  }

  @Override
  protected Store newStore() {
    return RealServer.named("ministack").newStore();
  }

  @Override
  protected boolean heedsConditionsOfCopies(Store store) {
    return false;
  }
}
