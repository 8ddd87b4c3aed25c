package dev.sluice.s3server.http;

import java.io.IOException;

/// Answers requests. Called from many connections at once.
@FunctionalInterface
public interface HttpHandler {

  /// Answers one request: fills the response and calls [HttpResponse#send] exactly once.
  ///
  /// @throws ConnectionAbortedException to close the connection without (the rest of) an answer
  /// @throws IOException when the peer is gone
  void handle(HttpRequest request, HttpResponse response) throws IOException;
}
