package dev.sluice.store.s3;

/// The same over TLS.
class TlsS3StoreTest extends S3StoreTest {

  @Override
  boolean overTls() {
    return true;
  }
}
