package dev.sluice.store.local;

/// The same where the JDK alone is at hand, as on macOS.
class PortableBeneathTheRootTest extends BeneathTheRootTest {

  @Override
  HeldRoot.Opener opener() {
    return PortableDirectory::at;
  }
}
