package dev.sluice.store.local;

import dev.sluice.store.local.portable.PortableDirectory;
import dev.sluice.store.local.root.RootOpener;

/// The same where the JDK alone is at hand, as on macOS.
class PortableFollowedLinksTest extends FollowedLinksTest {

  @Override
  protected RootOpener opener() {
    return PortableDirectory::at;
  }
}
