package dev.sluice.store.s3;

import dev.sluice.store.s3.config.ClientKind;

/// The same by the SDK's client.
class SdkS3FaultyServerTest extends S3FaultyServerTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
