package dev.sluice.store.local;

/// The same where the JDK alone is at hand, as on macOS.
class PortableFollowedLinksTest extends FollowedLinksTest {

  @Override
  RootOpener opener() {
    return PortableDirectory::at;
  }
}
