package dev.sluice.store.s3;

import dev.sluice.store.s3.config.ClientKind;

/// The same by the SDK's client.
class SdkS3AclsTest extends S3AclsTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
