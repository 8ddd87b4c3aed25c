package dev.sluice.store.s3.api;

import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.Encryption;
import dev.sluice.store.Written;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What an answer says of the content that is stored.
///
/// @param etag without quotes; null where the answer has none
/// @param versionId which version of the key it is; null where the bucket keeps none
/// @param encryption how it is encrypted
/// @param checksums those that the answer has
public record Stored(
    @Nullable String etag,
    @Nullable String versionId,
    Encryption encryption,
    List<Checksum> checksums) {

  /// Of a content of which nothing but the ETag is said.
  public Stored(@Nullable String etag) {
    this(etag, null, Encryption.UNSAID, List.of());
  }

  /// What the writer is told.
  public Written written() {
    return new Written(etag, versionId, checksums, encryption);
  }

  /// The same, of which the ETag is known from elsewhere.
  public Stored withETag(String known) {
    return new Stored(known, versionId, encryption, checksums);
  }

  /// The value of a checksum as it came; null where the answer does not have it.
  public @Nullable String checksum(ChecksumAlgorithm algorithm) {
    for (Checksum each : checksums) {
      if (each.algorithm() == algorithm) {
        return each.value();
      }
    }
    return null;
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

  /// What the ETag says of the content.
  public Fingerprint fingerprint() {
    return encryption.leavesETags() ? Fingerprint.ofETag(etag) : new Fingerprint.Opaque(etag);
  }
}
