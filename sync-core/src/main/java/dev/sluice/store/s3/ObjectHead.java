package dev.sluice.store.s3;

import dev.sluice.store.Attributes;
import dev.sluice.store.ContentHeaders;
import dev.sluice.store.s3.proof.Checksums;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the answer to HeadObject or GetObject says.
///
/// @param stored what is known of the content
/// @param contentLength the answer's length in bytes, -1 where it does not say
/// @param lastModified when it was written; null where the answer does not say
/// @param headers the content's headers, `contentEncoding` as the service has it
/// @param metadata the user's metadata, without `x-amz-meta-`
/// @param checksums what it says of the content beside the ETag, where that was asked for
/// @param partCount of how many parts the object is made, where it was asked for one of them; else
///   0
record ObjectHead(
    Stored stored,
    long contentLength,
    @Nullable Instant lastModified,
    ContentHeaders headers,
    Map<String, String> metadata,
    Checksums checksums,
    int partCount) {

  /// The time of the file that it was made of; null where the metadata has none.
  @Nullable Instant ownTime() {
    for (Map.Entry<String, String> each : metadata.entrySet()) {
      if (each.getKey().equalsIgnoreCase(Mtime.METADATA_NAME)) {
        return Mtime.parse(each.getValue());
      }
    }
    return null;
  }

  /// What goes with the content.
  Attributes attributes() {
    Map<String, String> user = new HashMap<>();
    metadata.forEach((name, value) -> user.put(name.toLowerCase(Locale.ROOT), value));
    Instant own = Mtime.parse(user.get(Mtime.METADATA_NAME));
    if (own != null) {
      user.remove(Mtime.METADATA_NAME);
    }
    ContentHeaders described =
        new ContentHeaders(
            headers.contentType(),
            S3Attributes.contentEncoding(headers.contentEncoding()),
            headers.contentLanguage(),
            headers.contentDisposition(),
            headers.cacheControl(),
            headers.expires());
    return new Attributes(own == null ? lastModified : own, described, user);
  }
}
