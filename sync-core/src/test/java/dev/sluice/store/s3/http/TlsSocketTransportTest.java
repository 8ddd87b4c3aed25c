package dev.sluice.store.s3.http;

/// The same over TLS.
class TlsSocketTransportTest extends SocketTransportTest {

  @Override
  boolean overTls() {
    return true;
  }
}
