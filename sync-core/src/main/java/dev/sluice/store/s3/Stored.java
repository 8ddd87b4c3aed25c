package dev.sluice.store.s3;

import dev.sluice.model.Fingerprint;
import org.jspecify.annotations.Nullable;

/// What an answer says of the content that is stored.
///
/// @param etag without quotes; null where the answer has none
/// @param encryption `x-amz-server-side-encryption`; null for none
/// @param customerAlgorithm the algorithm of a key that the customer keeps; null for none
/// @param crc32c the CRC-32C in Base64; null where the answer has none
record Stored(
    @Nullable String etag,
    @Nullable String encryption,
    @Nullable String customerAlgorithm,
    @Nullable String crc32c) {

  /// Of an answer that has no checksum, or whose checksum nobody asks for.
  Stored(@Nullable String etag, @Nullable String encryption, @Nullable String customerAlgorithm) {
    this(etag, encryption, customerAlgorithm, null);
  }

  /// The same with a checksum.
  Stored withCrc32c(@Nullable String sum) {
    return new Stored(etag, encryption, customerAlgorithm, sum);
  }

  /// What the ETag says of the content: under SSE-KMS and SSE-C it looks like an MD5 and is none.
  Fingerprint fingerprint() {
    boolean plain =
        customerAlgorithm == null && (encryption == null || encryption.equals("AES256"));
    return plain ? Fingerprint.ofETag(etag) : Fingerprint.OPAQUE;
  }
}
