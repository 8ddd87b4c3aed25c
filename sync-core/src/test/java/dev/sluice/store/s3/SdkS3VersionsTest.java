package dev.sluice.store.s3;

import dev.sluice.store.s3.config.ClientKind;

/// The same by the SDK's client.
class SdkS3VersionsTest extends S3VersionsTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
