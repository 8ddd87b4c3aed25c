package dev.sluice.store.s3;

/// The same by the SDK's client.
class SdkS3AnswersTest extends S3AnswersTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
