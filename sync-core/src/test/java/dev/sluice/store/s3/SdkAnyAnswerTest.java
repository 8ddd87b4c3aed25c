package dev.sluice.store.s3;

import dev.sluice.store.s3.config.ClientKind;

/// The same by the SDK's client, which costs more.
class SdkAnyAnswerTest extends AnyAnswerTest {

  @Override
  ClientKind kind() {
    return ClientKind.SDK;
  }

  @Override
  int answersOfEachKind() {
    return 500;
  }
}
