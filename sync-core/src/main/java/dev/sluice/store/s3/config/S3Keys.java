package dev.sluice.store.s3.config;

/// A pair of keys given outright, for a service that comes with its own: a demonstration, a test.
///
/// @param accessKey the public half
/// @param secretKey the secret half
public record S3Keys(String accessKey, String secretKey) {

  /// Without the secret.
  @Override
  public String toString() {
    return "S3Keys[" + accessKey + "]";
  }
}
