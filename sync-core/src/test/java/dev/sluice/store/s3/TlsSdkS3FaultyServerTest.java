package dev.sluice.store.s3;

/// The same over TLS, by the SDK's client.
class TlsSdkS3FaultyServerTest extends SdkS3FaultyServerTest {

  @Override
  boolean overTls() {
    return true;
  }
}
