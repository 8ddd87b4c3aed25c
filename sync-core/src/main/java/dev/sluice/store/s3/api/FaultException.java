package dev.sluice.store.s3.api;

import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.io.Serial;

/// An attempt failed in a way that this adapter has found out itself, and not the SDK.
public final class FaultException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient S3Fault fault;

  public FaultException(S3Fault fault) {
    super(fault.said());
    this.fault = fault;
  }

  /// What arrived is not what was sent; another attempt may go better.
  public static FaultException corrupt(String said) {
    return new FaultException(new S3Fault(Kind.CORRUPT, S3Fault.Cure.RETRY, said, null));
  }

  /// What is stored has another ETag than what was sent; another attempt may go better.
  static FaultException contradicted(String said) {
    return new FaultException(new S3Fault(Kind.CONTRADICTED, S3Fault.Cure.RETRY, said, null));
  }

  public S3Fault fault() {
    return fault;
  }
}
