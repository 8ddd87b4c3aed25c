package dev.sluice.store.s3;

import dev.sluice.store.Store;

/// The same by the SDK's client.
class SdkVersitygwContractTest extends VersitygwContractTest {

  @Override
  protected Store newStore() {
    return RealServer.named("versitygw").newStore(ClientKind.SDK);
  }
}
