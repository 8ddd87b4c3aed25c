package dev.sluice.s3server.store;

import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.IsoTime;
import java.nio.charset.StandardCharsets;

/// What a listing says of an object beside its key, written straight into bytes: a page has a
/// thousand of them.
public final class ListedDetails {

  private static final byte[] BEFORE_TIME = ascii("<LastModified>");
  private static final byte[] BEFORE_ETAG = ascii("</LastModified><ETag>&quot;");
  private static final byte[] BEFORE_ALGORITHM = ascii("&quot;</ETag><ChecksumAlgorithm>");
  private static final byte[] BEFORE_TYPE = ascii("</ChecksumAlgorithm><ChecksumType>");
  private static final byte[] AFTER_TYPE = ascii("</ChecksumType><Size>");
  private static final byte[] BEFORE_SIZE = ascii("&quot;</ETag><Size>");
  private static final byte[] AFTER_SIZE = ascii("</Size>");

  private ListedDetails() {}

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static void append(ByteSink sink, long lastModifiedSecond, Content content) {
    StoredChecksum checksum = content.checksum();
    long sizeBytes = content.body().sizeBytes();
    if (checksum == null) {
      append(sink, lastModifiedSecond, content.etag(), sizeBytes);
      return;
    }
    appendTimeAndEtag(sink, lastModifiedSecond, content.etag());
    sink.put(BEFORE_ALGORITHM).latin1(checksum.algorithm().name());
    sink.put(BEFORE_TYPE).latin1(checksum.type().name()).put(AFTER_TYPE);
    sink.decimal(sizeBytes).put(AFTER_SIZE);
  }

  /// Appends what is said of an object without a checksum.
  public static void append(ByteSink sink, long lastModifiedSecond, ETag etag, long sizeBytes) {
    appendTimeAndEtag(sink, lastModifiedSecond, etag);
    sink.put(BEFORE_SIZE).decimal(sizeBytes).put(AFTER_SIZE);
  }

  private static void appendTimeAndEtag(ByteSink sink, long lastModifiedSecond, ETag etag) {
    sink.put(BEFORE_TIME);
    IsoTime.append(sink, lastModifiedSecond);
    sink.put(BEFORE_ETAG);
    etag.appendTo(sink);
  }
}
