package dev.sluice.store.s3.call;

/// Whether to ask a service to verify contents by checksums that find accidents only: where nobody
/// can change anything on the way, over TLS and to this machine's own loopback, and as long as the
/// service does not refuse. Thread-safe.
public final class ChecksumUse {

  private volatile boolean asked;

  /// @param asked whether to ask at first
  public ChecksumUse(boolean asked) {
    this.asked = asked;
  }

  /// Whether to ask.
  public boolean isAsked() {
    return asked;
  }

  /// The service has refused.
  public void refused() {
    asked = false;
  }
}
