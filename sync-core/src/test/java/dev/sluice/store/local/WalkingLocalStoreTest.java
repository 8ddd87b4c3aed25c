package dev.sluice.store.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.store.Store;
import dev.sluice.store.local.linux.LinuxDirectory;
import dev.sluice.store.local.root.RootOpener;

/// A local directory where the kernel does not resolve paths under restrictions: before Linux 5.6,
/// or in a sandbox.
class WalkingLocalStoreTest extends LocalStoreTest {

  @Override
  protected Store newStore() throws Exception {
    assumeTrue(LinuxDirectory.isAvailable(), "not Linux on x86-64");
    return super.newStore();
  }

  @Override
  protected RootOpener opener() {
    return path -> LinuxDirectory.at(path, false);
  }
}
