package dev.sluice.store.s3;

import java.io.Serial;
import java.util.Objects;

/// No credentials were found anywhere. Unchecked, since it is thrown inside the SDK.
final class MissingCredentialsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  MissingCredentialsException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
