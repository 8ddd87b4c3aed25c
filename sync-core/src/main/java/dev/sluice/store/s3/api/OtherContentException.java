package dev.sluice.store.s3.api;

import java.io.IOException;
import java.io.Serial;

/// An answer is of something else than what was listed.
public final class OtherContentException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  private final String found;

  /// @param message how it differs
  /// @param found what was found, to be compared with what another attempt finds
  OtherContentException(String message, String found) {
    super(message);
    this.found = found;
  }

  public String found() {
    return found;
  }
}
