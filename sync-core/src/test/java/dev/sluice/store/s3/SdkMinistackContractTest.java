package dev.sluice.store.s3;

import dev.sluice.store.Store;
import dev.sluice.store.s3.config.ClientKind;

/// The same by the SDK's client.
class SdkMinistackContractTest extends MinistackContractTest {

  @Override
  protected Store newStore() {
    return RealServer.named("ministack").newStore(ClientKind.SDK);
  }
}
