package dev.sluice.care.acl;

import dev.sluice.model.access.Acl;
import dev.sluice.model.access.Grant;
import dev.sluice.model.access.Grantee;
import java.util.concurrent.atomic.LongAdder;

/// Counts what is worth knowing beside how objects ended. Thread-safe.
public final class AclFigures {

  private final LongAdder shared = new LongAdder();
  private final LongAdder sharedGrants = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder gone = new LongAdder();

  /// Looks at a list as it is now.
  void seen(Acl acl) {
    long grants = acl.grants().stream().filter(grant -> isNamed(grant, acl)).count();
    if (grants > 0) {
      shared.increment();
      sharedGrants.add(grants);
    }
  }

  private static boolean isNamed(Grant grant, Acl acl) {
    return !(grant.grantee() instanceof Grantee.Group) && !grant.grantee().equals(acl.owner());
  }

  void hasRefused() {
    refused.increment();
  }

  void hasGone() {
    gone.increment();
  }

  /// Objects to which named accounts beside the owner have rights.
  public long shared() {
    return shared.sum();
  }

  /// How many such rights there are.
  public long sharedGrants() {
    return sharedGrants.sum();
  }

  /// Objects that were left since somebody would have lost rights.
  public long refused() {
    return refused.sum();
  }

  /// Objects that went away between being listed and their turn.
  public long gone() {
    return gone.sum();
  }
}
