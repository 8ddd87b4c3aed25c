package dev.sluice.store.s3.config;

import java.io.Serial;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// There are no credentials, or what was to give them did not; the message is the whole line.
/// Unchecked, since it is thrown inside the SDK.
public final class MissingCredentialsException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public MissingCredentialsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
