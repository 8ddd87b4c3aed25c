package dev.sluice.store.s3.call;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether a service answers with ETags that are not the MD5s of what was sent, so that asking
/// again is of no use. One connection's; thread-safe.
public final class OddETags {

  /// So many objects were answered so, each time that they were sent.
  private static final int ENOUGH = 3;

  private static final int ATTEMPTS = 3;

  private final AtomicInteger objects = new AtomicInteger();

  /// How often to send before an ETag that says otherwise is taken for the service's way.
  public int attempts() {
    return areKnown() ? 1 : ATTEMPTS;
  }

  /// Whether it is taken for the service's way.
  public boolean areKnown() {
    return objects.get() >= ENOUGH;
  }

  /// An object's ETag was wrong each time.
  public void met() {
    objects.incrementAndGet();
  }
}
