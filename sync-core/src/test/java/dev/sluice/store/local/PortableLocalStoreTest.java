package dev.sluice.store.local;

/// A local directory where the JDK alone is at hand, as on macOS.
class PortableLocalStoreTest extends LocalStoreTest {

  @Override
  RootOpener opener() {
    return PortableDirectory::at;
  }
}
