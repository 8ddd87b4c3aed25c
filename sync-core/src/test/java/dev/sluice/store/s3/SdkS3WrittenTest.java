package dev.sluice.store.s3;

import dev.sluice.store.s3.config.ClientKind;

/// The same by the SDK's client.
class SdkS3WrittenTest extends S3WrittenTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
