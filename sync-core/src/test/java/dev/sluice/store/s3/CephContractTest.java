package dev.sluice.store.s3;

import dev.sluice.store.Store;
import dev.sluice.store.StoreContract;

/// The contract, on Ceph's gateway, which takes every key that S3 takes.
class CephContractTest extends StoreContract {

  @Override
  protected boolean isRunning() {
    return RealServer.isRunning("ceph");
  }

  @Override
  protected Store newStore() {
    return RealServer.named("ceph").newStore();
  }

  /// Ceph 16 copies whatever the condition says; the store notices afterwards, and says so.
  @Override
  protected boolean heedsCopyConditions() {
    return false;
  }

  /// It refuses the right ETag as well.
  @Override
  protected boolean heedsMatches(Store store) {
    return false;
  }

  @Override
  protected boolean heedsMatchesOfDeletions(Store store) {
    return false;
  }

  @Override
  protected boolean heedsConditionsOfCopies(Store store) {
    return false;
  }
}
