package dev.sluice.store.local;

/// A local directory where the JDK alone is at hand, as on macOS.
class PortableLocalStoreTest extends LocalStoreTest {

  @Override
  HeldRoot.Opener opener() {
    return PortableDirectory::at;
  }
}
