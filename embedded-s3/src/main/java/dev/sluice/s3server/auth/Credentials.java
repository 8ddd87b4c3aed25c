package dev.sluice.s3server.auth;

import org.jspecify.annotations.Nullable;

/// An access key that the server knows.
///
/// @param accessKey the public part
/// @param secretKey what requests are signed with
/// @param sessionToken the token that requests must carry, or null for credentials without one
public record Credentials(String accessKey, String secretKey, @Nullable String sessionToken) {
  public Credentials {
    if (accessKey.isEmpty() || secretKey.isEmpty()) {
      throw new IllegalArgumentException("an access key and its secret must not be empty");
    }
  }

  @Override
  public String toString() {
    return "Credentials[" + accessKey + "]";
  }
}
