package dev.sluice.store.local;

import dev.sluice.store.local.portable.PortableDirectory;
import dev.sluice.store.local.root.RootOpener;

/// A local directory where the JDK alone is at hand, as on macOS.
class PortableLocalStoreTest extends LocalStoreTest {

  @Override
  protected RootOpener opener() {
    return PortableDirectory::at;
  }
}
