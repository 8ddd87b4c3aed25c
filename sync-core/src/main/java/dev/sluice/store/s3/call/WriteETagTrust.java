package dev.sluice.store.s3.call;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether the ETags with which a service answers writes are believed to be the MD5s of what was
/// sent; once trust is lost, sending again is of no use. One connection's; thread-safe. That of
/// ETags in listings is `content.ETagTrust`, one run's.
public final class WriteETagTrust {

  /// So many objects were answered so, each time that they were sent.
  private static final int ENOUGH = 3;

  private static final int ATTEMPTS = 3;

  private final AtomicInteger objects = new AtomicInteger();

  /// How often to send before an ETag that says otherwise is taken for the service's way.
  public int attempts() {
    return isLost() ? 1 : ATTEMPTS;
  }

  /// Whether an ETag that says otherwise is taken for the service's way.
  public boolean isLost() {
    return objects.get() >= ENOUGH;
  }

  /// An object's ETag was wrong each time.
  public void contradicted() {
    objects.incrementAndGet();
  }
}
