package dev.sluice.store.s3;

/// The same over TLS.
class TlsS3FaultyServerTest extends S3FaultyServerTest {

  @Override
  boolean overTls() {
    return true;
  }
}
