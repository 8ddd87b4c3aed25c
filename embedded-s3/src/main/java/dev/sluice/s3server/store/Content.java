package dev.sluice.s3server.store;

import dev.sluice.s3server.checksum.StoredChecksum;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object's bytes and what is derived from them.
///
/// @param body the bytes
/// @param etag the ETag
/// @param checksum null when none was sent
/// @param parts empty for an object that was put in one piece
public record Content(Body body, ETag etag, @Nullable StoredChecksum checksum, List<Part> parts) {

  /// A part of an object that was uploaded in parts.
  public record Part(int number, long sizeBytes, @Nullable StoredChecksum checksum) {}

  /// The content with the ETag that S3 gives it: under SSE-KMS and SSE-C that is no MD5 of the
  /// bytes.
  public Content encryptedAs(Encryption encryption) {
    if (!encryption.hidesMd5()) {
      return this;
    }
    MessageDigest digest = Md5.digest();
    digest.update(etag.md5());
    digest.update((byte) 1);
    return withEtag(ETag.ofMd5(digest.digest()));
  }

  public Content withEtag(ETag newEtag) {
    return new Content(body, newEtag, checksum, parts);
  }
}
