package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.store.ETag;
import java.nio.charset.StandardCharsets;

/// What a listing says of an object beside its key.
final class ListingDetails {

  private static final byte[] BEFORE_TIME = ascii("<LastModified>");
  private static final byte[] BEFORE_ETAG = ascii("</LastModified><ETag>&quot;");
  private static final byte[] BEFORE_SIZE = ascii("&quot;</ETag><Size>");
  private static final byte[] AFTER_SIZE = ascii("</Size>");

  private ListingDetails() {}

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static void append(ByteSink sink, long lastModifiedSecond, ETag etag, long sizeBytes) {
    sink.put(BEFORE_TIME);
    Scratch.get().isoSecond.append(sink, lastModifiedSecond);
    sink.put(BEFORE_ETAG);
    etag.appendTo(sink);
    sink.put(BEFORE_SIZE).decimal(sizeBytes).put(AFTER_SIZE);
  }
}
