package dev.sluice.store.s3;

import dev.sluice.store.Store;

/// The same by the SDK's client.
class SdkCephContractTest extends CephContractTest {

  @Override
  protected Store newStore() {
    return RealServer.named("ceph").newStore(ClientKind.SDK);
  }
}
