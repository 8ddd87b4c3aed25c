package dev.sluice.s3server.http;

import java.io.IOException;
import java.io.Serial;

/// Thrown by a handler that wants the connection closed at once, with nothing more written.
public final class ConnectionAbortedException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  public ConnectionAbortedException(String message) {
    super(message);
  }
}
