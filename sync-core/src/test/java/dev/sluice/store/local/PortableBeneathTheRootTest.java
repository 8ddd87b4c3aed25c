package dev.sluice.store.local;

/// The same where the JDK alone is at hand, as on macOS.
class PortableBeneathTheRootTest extends BeneathTheRootTest {

  @Override
  RootOpener opener() {
    return PortableDirectory::at;
  }
}
