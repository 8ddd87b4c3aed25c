package dev.sluice.bench.server;

import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredHeaders;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// An upload in parts that has not ended.
///
/// @param id given out at its begin
/// @param key of the object to be
/// @param headers to be kept with the object
/// @param initiatedSecond when it began, in seconds since 1970
/// @param parts by number
record MultipartUpload(
    String id,
    ObjectKey key,
    StoredHeaders headers,
    long initiatedSecond,
    ConcurrentNavigableMap<Integer, Part> parts) {

  /// A part that has come.
  record Part(Content content, ETag etag, long lastModifiedSecond) {}

  MultipartUpload(String id, ObjectKey key, StoredHeaders headers, long initiatedSecond) {
    this(id, key, headers, initiatedSecond, new ConcurrentSkipListMap<>());
  }
}
