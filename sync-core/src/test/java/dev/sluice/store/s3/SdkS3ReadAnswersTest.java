package dev.sluice.store.s3;

import dev.sluice.store.s3.config.ClientKind;

/// The same with the SDK's client.
class SdkS3ReadAnswersTest extends S3ReadAnswersTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
