package dev.sluice.store.s3;

import java.io.IOException;
import java.io.Serial;

/// An object is not as long as it was listed.
final class LengthException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  LengthException(String message) {
    super(message);
  }
}
