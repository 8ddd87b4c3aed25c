package dev.sluice.s3server.ops;

import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.StoredObject;
import org.jspecify.annotations.Nullable;

/// The headers that tell what was written.
public final class WriteAnswer {

  private WriteAnswer() {}

  public static void append(HttpResponse response, Bucket bucket, StoredObject stored) {
    Content content = stored.requireContent();
    response.headerLines().latin1("ETag: \"");
    content.etag().appendTo(response.headerLines());
    response.headerLines().latin1("\"\r\n");
    appendVersion(response, bucket, stored.versionId());
    appendChecksum(response, content.checksum());
    EncryptionHeaders.append(stored.attributes().encryption(), response);
  }

  public static void appendVersion(
      HttpResponse response, Bucket bucket, @Nullable String versionId) {
    switch (bucket.versioning()) {
      case OFF -> {}
      case ENABLED, SUSPENDED ->
          response.header("x-amz-version-id", versionId == null ? "null" : versionId);
    }
  }

  public static void appendChecksum(HttpResponse response, @Nullable StoredChecksum checksum) {
    if (checksum != null) {
      response.header(checksum.algorithm().headerName(), checksum.text());
      response.header("x-amz-checksum-type", checksum.type().name());
    }
  }
}
