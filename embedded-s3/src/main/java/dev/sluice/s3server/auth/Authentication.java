package dev.sluice.s3server.auth;

import org.jspecify.annotations.Nullable;

/// Who sent a request, once the signature has been checked.
///
/// @param accessKey null for an anonymous request
/// @param payload how the body is to be checked while it is read
public record Authentication(@Nullable String accessKey, PayloadSignature payload) {

  public boolean isAnonymous() {
    return accessKey == null;
  }
}
