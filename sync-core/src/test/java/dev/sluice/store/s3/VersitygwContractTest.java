package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.Store;
import dev.sluice.store.StoreContract;

/// The contract, on versitygw, which keeps objects as files: its keys are paths.
class VersitygwContractTest extends StoreContract {

  @Override
  protected boolean isRunning() {
    return RealServer.isRunning("versitygw");
  }

  @Override
  protected Store newStore() {
    return RealServer.named("versitygw").newStore();
  }

  /// It lists keys as they are, which XML cannot carry for control characters, folds paths, and
  /// holds no segment of over 255 bytes.
  @Override
  protected boolean canHold(Key key) {
    return key.value().chars().allMatch(c -> c >= ' ')
        && !("/" + key.value() + "/").matches(".*/\\.{0,2}/.*")
        && !key.value().endsWith("/");
  }

  /// Version 1.8 answers 409 to a write into a folder that a deletion beside it has just emptied.
  @Override
  protected boolean bearsDeletingBesideWriting() {
    return false;
  }

  /// It keeps an object's ETag beside its content, and exchanges the two one after the other.
  @Override
  protected boolean answersAreOfOneVersion() {
    return false;
  }

  @Override
  protected boolean keysArePaths(Store store) {
    return true;
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
