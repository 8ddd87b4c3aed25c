package dev.sluice.store.s3;

/// The same with the SDK's client.
class SdkS3ReadAnswersTest extends S3ReadAnswersTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
