package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Key;
import dev.sluice.store.Store;
import dev.sluice.store.StoreContract;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.root.RootOpener;
import java.nio.file.Path;
import java.text.Normalizer;

class LocalStoreTest extends StoreContract {

  private static final BlockingIo IO = new BlockingIo("local-test", 4);
  private static final BlockingIo CPU = new BlockingIo("cpu-test", 2);

  @Override
  protected Store newStore() throws Exception {
    LocalOptions options = LocalOptions.DESTINATION;
    return LocalStore.open(
        new LocalRoot(TestTree.newDirectory(), options.access(), opener()), options, IO, CPU);
  }

  /// By which calls the root is opened.
  protected RootOpener opener() {
    return RootOpener.SYSTEM;
  }

  /// macOS composes what it lists, so a decomposed name does not come back as it was written.
  @Override
  protected boolean canHold(Key key) {
    return !System.getProperty("os.name").startsWith("Mac")
        || Normalizer.isNormalized(key.value(), Normalizer.Form.NFC);
  }

  @Override
  protected void discard(Store store) throws Exception {
    store.close();
    TestTree.remove(Path.of(store.describe(null)));
  }
}
