package dev.sluice.store.s3;

import dev.sluice.store.Store;
import dev.sluice.store.s3.config.ClientKind;

/// The same by the SDK's client.
class SdkVersitygwContractTest extends VersitygwContractTest {

  @Override
  protected Store newStore() {
    return RealServer.named("versitygw").newStore(ClientKind.SDK);
  }
}
