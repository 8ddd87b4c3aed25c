package dev.sluice.store.s3.config;

import dev.sluice.flow.Causes;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkInterruptedException;

/// The ways in which the SDK says that its thread was interrupted.
public final class Interruption {

  private Interruption() {}

  /// Whether a failure has come of an interrupted thread.
  public static boolean isCauseOf(Throwable failure) {
    return Causes.find(failure, InterruptedException.class) != null
        || Causes.find(failure, AbortedException.class) != null
        || Causes.find(failure, SdkInterruptedException.class) != null;
  }
}
