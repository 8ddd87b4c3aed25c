package dev.sluice.store.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;

/// The same where the kernel does not resolve paths under restrictions.
class WalkingFollowedLinksTest extends FollowedLinksTest {

  @BeforeAll
  static void requireLinux() {
    assumeTrue(LinuxDirectory.isAvailable(), "not Linux on x86-64");
  }

  @Override
  RootOpener opener() {
    return path -> LinuxDirectory.at(path, false);
  }
}
