package dev.sluice.store.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.Store;
import dev.sluice.store.StoreContract;
import dev.sluice.store.StoreException;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.root.RootOpener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import org.junit.jupiter.api.Test;

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

  /// They have two roots.
  @Override
  protected boolean copiesBetweenStores() {
    return false;
  }

  @Test
  void a_file_whose_size_is_said_to_be_0_and_that_has_content_is_not_taken_for_empty()
      throws Exception {
    Path proc = Path.of("/proc");
    assumeTrue(Files.isReadable(proc.resolve("version")), "no /proc");
    LocalOptions options = LocalOptions.SOURCE;
    try (Store store =
        LocalStore.open(new LocalRoot(proc, options.access(), opener()), options, IO, CPU)) {
      Entry entry = store.find(Key.of("version")).orElseThrow();
      assertThat(entry.sizeBytes()).isZero();
      assertThatThrownBy(() -> store.open(entry))
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith("read /proc/version: the file system says that it is empty, and");
    }
  }

  @Override
  protected void discard(Store store) throws Exception {
    store.close();
    TestTree.remove(Path.of(store.describe(null)));
  }
}
