package dev.sluice.store.local;

/// The same where the JDK alone is at hand, as on macOS.
class PortableFollowedLinksTest extends FollowedLinksTest {

  @Override
  HeldRoot.Opener opener() {
    return PortableDirectory::at;
  }
}
