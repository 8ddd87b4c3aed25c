package dev.sluice.store.s3;

import dev.sluice.store.Store;

/// The same by the SDK's client.
class SdkMinistackContractTest extends MinistackContractTest {

  @Override
  protected Store newStore() {
    return RealServer.named("ministack").newStore(ClientKind.SDK);
  }
}
