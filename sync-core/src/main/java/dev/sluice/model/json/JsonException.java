package dev.sluice.model.json;

import java.io.Serial;

/// A text is not JSON; the message says in which line, and why.
public final class JsonException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  /// @param message for the user, after the name of what was read
  public JsonException(String message) {
    super(message);
  }
}
