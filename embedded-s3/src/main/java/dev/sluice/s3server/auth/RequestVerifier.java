package dev.sluice.s3server.auth;

import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.Query;

/// Tells who sent a request. Thread-safe.
@FunctionalInterface
public interface RequestVerifier {

  /// Finds out who sent a request.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception if it says so in a way that is not good
  Authentication verify(HttpRequest request, Query query);

  /// Takes every request for the owner's, and its body for what it is said to be: signatures cost
  /// more than all the rest of a small request.
  static RequestVerifier unsigned() {
    Authentication whole = new Authentication("owner", new PayloadSignature.Unsigned());
    Authentication inChunks = new Authentication("owner", new PayloadSignature.UnsignedChunked());
    return (request, _) -> {
      boolean chunked =
          request.headers().get("x-amz-content-sha256", "").startsWith("STREAMING-")
              || request.headers().get("content-encoding", "").contains("aws-chunked");
      return chunked ? inChunks : whole;
    };
  }
}
