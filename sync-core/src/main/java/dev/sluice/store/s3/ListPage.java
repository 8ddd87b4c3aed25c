package dev.sluice.store.s3;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a listing.
///
/// @param objects in the server's order
/// @param commonPrefixes what was rolled up at the delimiter
/// @param isTruncated whether there is more
/// @param nextToken where to go on; null where there is no more or the server does not say
record ListPage(
    List<ListedObject> objects,
    List<String> commonPrefixes,
    boolean isTruncated,
    @Nullable String nextToken) {

  static final ListPage NONE = new ListPage(List.of(), List.of(), false, null);

  /// One object of a page.
  ///
  /// @param key its whole key
  /// @param lastModified when it was written, in whole seconds
  /// @param etag without quotes; null where the listing has none
  record ListedObject(String key, long sizeBytes, Instant lastModified, @Nullable String etag) {}
}
