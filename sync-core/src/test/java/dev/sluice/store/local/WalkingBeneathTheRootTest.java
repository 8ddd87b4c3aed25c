package dev.sluice.store.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.store.local.linux.LinuxDirectory;
import dev.sluice.store.local.root.RootOpener;
import org.junit.jupiter.api.BeforeAll;

/// The same where the kernel does not resolve paths under restrictions: before Linux 5.6, or in a
/// sandbox.
class WalkingBeneathTheRootTest extends BeneathTheRootTest {

  @BeforeAll
  static void requireLinux() {
    assumeTrue(LinuxDirectory.isAvailable(), "not Linux on x86-64");
  }

  @Override
  protected RootOpener opener() {
    return path -> LinuxDirectory.at(path, false);
  }
}
