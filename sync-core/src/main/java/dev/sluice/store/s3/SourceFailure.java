package dev.sluice.store.s3;

import java.io.IOException;
import java.io.Serial;

/// Carries what reading a source has thrown through a client that knows of streams only.
final class SourceFailure extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  SourceFailure(Exception cause) {
    super(cause);
  }
}
