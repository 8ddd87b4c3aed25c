package dev.sluice.bench.server;

import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.StoredHeaders;
import org.jspecify.annotations.Nullable;

/// An object as it stands.
///
/// @param content its bytes, or null for the mark that a computed key was deleted
/// @param etag its ETag
/// @param lastModifiedSecond seconds since 1970
/// @param headers given back as they were sent
/// @param checksum the checksum's header as it was sent, given back to those who ask for it
/// @param partBytes the size of every part but the last; 0 for an object that was put in one piece
record StoredObject(
    @Nullable Content content,
    ETag etag,
    long lastModifiedSecond,
    StoredHeaders headers,
    StoredHeaders checksum,
    long partBytes) {

  /// Stands in a bucket where a computed key was deleted.
  static final StoredObject DELETED =
      new StoredObject(null, new ETag(0, 0, 0), 0, StoredHeaders.NONE, StoredHeaders.NONE, 0);

  boolean isDeleted() {
    return content == null;
  }

  Content requireContent() {
    if (content == null) {
      throw new IllegalStateException("a deleted object has no content");
    }
    return content;
  }

  long sizeBytes() {
    return content == null ? 0 : content.sizeBytes();
  }
}
