package dev.sluice.s3server.http;

import java.io.IOException;
import java.io.Serial;

/// What came over the connection is no HTTP request that this server takes; the connection ends.
public final class MalformedRequestException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  public MalformedRequestException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The status to answer with before the connection is closed.
  public int status() {
    return status;
  }
}
