package dev.sluice.store.s3.sign;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What requests are signed with.
///
/// @param accessKey the key's name
/// @param secretKey the secret
/// @param sessionToken goes with keys that pass; null for lasting ones
public record SigningKeys(String accessKey, String secretKey, @Nullable String sessionToken) {

  /// Checks that the keys are there.
  public SigningKeys {
    Objects.requireNonNull(accessKey, "accessKey");
    Objects.requireNonNull(secretKey, "secretKey");
  }

  /// Keeps the secret out of logs.
  @Override
  public String toString() {
    return "SigningKeys[" + accessKey + "]";
  }
}
