package dev.sluice.store.s3.api;

import java.io.IOException;
import java.io.Serial;

/// Carries what reading a source has thrown through a client that knows of streams only.
public final class SourceFailure extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  public SourceFailure(Exception cause) {
    super(cause);
  }
}
