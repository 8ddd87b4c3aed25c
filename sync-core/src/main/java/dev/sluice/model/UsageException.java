package dev.sluice.model;

import java.io.Serial;

/// The request makes no sense as it stands. The message is one line for the user, with the remedy.
public final class UsageException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /// @param message the line
  public UsageException(String message) {
    super(message);
  }
}
