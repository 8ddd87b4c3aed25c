package dev.sluice.s3server.store;

import org.jspecify.annotations.Nullable;

/// How an object claims to be encrypted. Nothing is encrypted here; what was asked for is kept and
/// reported.
///
/// @param algorithm `AES256`, `aws:kms` and so on, or null
/// @param kmsKeyId the key of KMS, or null
/// @param customerKeyMd5 the MD5 in base64 of the key that the client keeps (SSE-C), or null
public record Encryption(
    @Nullable String algorithm, @Nullable String kmsKeyId, @Nullable String customerKeyMd5) {

  public static final Encryption NONE = new Encryption(null, null, null);

  /// Whether S3 would give the object an ETag that is no MD5 of its content.
  public boolean hidesMd5() {
    return customerKeyMd5 != null || (algorithm != null && algorithm.startsWith("aws:kms"));
  }
}
