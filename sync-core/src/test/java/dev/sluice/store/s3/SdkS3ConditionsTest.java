package dev.sluice.store.s3;

import dev.sluice.store.s3.config.ClientKind;

/// The same by the SDK's client.
class SdkS3ConditionsTest extends S3ConditionsTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
