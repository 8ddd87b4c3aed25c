package dev.sluice.s3server.ops;

import dev.sluice.s3server.error.S3Error;

/// Decides whether a request may be carried out.
final class AccessControl {

  AccessControl(ServerState state) {}

  void check(S3Request request) {
    if (request.authentication().isAnonymous()) {
      throw S3Error.ACCESS_DENIED.exception();
    }
  }
}
