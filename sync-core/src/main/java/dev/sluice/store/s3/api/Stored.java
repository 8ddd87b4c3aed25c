package dev.sluice.store.s3.api;

import dev.sluice.model.Fingerprint;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an answer says of the content that is stored.
///
/// @param etag without quotes; null where the answer has none
/// @param encryption `x-amz-server-side-encryption`; null for none
/// @param customerAlgorithm the algorithm of a key that the customer keeps; null for none
/// @param crc32c the CRC-32C in Base64; null where the answer has none
public record Stored(
    @Nullable String etag,
    @Nullable String encryption,
    @Nullable String customerAlgorithm,
    @Nullable String crc32c) {

  /// Of an answer that has no checksum, or whose checksum nobody asks for.
  public Stored(
      @Nullable String etag, @Nullable String encryption, @Nullable String customerAlgorithm) {
    this(etag, encryption, customerAlgorithm, null);
  }

  /// The same with a checksum.
  public Stored withCrc32c(@Nullable String sum) {
    return new Stored(etag, encryption, customerAlgorithm, sum);
  }

  /// The same, if the answer is one that S3 gives to a write: with an ETag, and without a body
  /// where nothing but the ETag says so. A page from a captive portal or a proxy is neither.
  ///
  /// @param hasBody whether the answer had one
  /// @throws FaultException if it is not
  public Stored requireSaid(boolean hasBody) throws FaultException {
    if (etag == null) {
      throw FaultException.corrupt("the answer does not say what was stored (no ETag)");
    }
    if (hasBody && !(fingerprint() instanceof Fingerprint.Md5)) {
      throw FaultException.corrupt("the answer is a page and not the service's");
    }
    return this;
  }

  /// Whether an answer has a body, as its head says.
  ///
  /// @param headers the first header of a name in lower case, null where there is none
  public static boolean hasBody(Function<String, @Nullable String> headers) {
    String length = headers.apply("content-length");
    return length == null ? headers.apply("transfer-encoding") != null : !length.equals("0");
  }

  /// What the ETag says of the content: under SSE-KMS and SSE-C it looks like an MD5 and is none.
  public Fingerprint fingerprint() {
    boolean plain =
        customerAlgorithm == null && (encryption == null || encryption.equals("AES256"));
    return plain ? Fingerprint.ofETag(etag) : Fingerprint.OPAQUE;
  }
}
