package dev.sluice.model;

import org.jspecify.annotations.Nullable;

/// How a service says that a content is encrypted where it lies.
///
/// @param algorithm the service's word for it (`AES256`, `aws:kms`); null where it does not say
/// @param kmsKeyId the key of a key management service; null where it does not say
/// @param customerAlgorithm by which it is encrypted with a key that the customer sends along
///   (SSE-C); null where it is not
public record Encryption(
    @Nullable String algorithm, @Nullable String kmsKeyId, @Nullable String customerAlgorithm) {

  /// Where nothing is said.
  public static final Encryption UNSAID = new Encryption(null, null, null);

  private static final String BY_THE_SERVICE = "AES256";
  private static final Encryption SSE_S3 = new Encryption(BY_THE_SERVICE, null, null);

  /// What a service says; the frequent ones are not made anew.
  public static Encryption of(
      @Nullable String algorithm, @Nullable String kmsKeyId, @Nullable String customerAlgorithm) {
    if (kmsKeyId == null && customerAlgorithm == null) {
      if (algorithm == null) {
        return UNSAID;
      }
      if (algorithm.equals(BY_THE_SERVICE)) {
        return SSE_S3;
      }
    }
    return new Encryption(algorithm, kmsKeyId, customerAlgorithm);
  }

  /// Whether the ETag may be an MD5: under a key of its own (SSE-KMS, SSE-C) it only looks like
  /// one.
  public boolean leavesETags() {
    return customerAlgorithm == null && (algorithm == null || algorithm.equals(BY_THE_SERVICE));
  }
}
