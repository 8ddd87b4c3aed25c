package dev.sluice.store.s3;

/// The same by the SDK's client.
class SdkS3StoreTest extends S3StoreTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }
}
