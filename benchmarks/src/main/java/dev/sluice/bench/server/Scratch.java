package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.HttpDate;
import dev.sluice.s3server.store.Md5;
import java.security.MessageDigest;

/// What a connection's thread uses again for each request, so that requests allocate little.
final class Scratch {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  /// Bodies are received and sent through this.
  final byte[] buffer = new byte[BUFFER_BYTES];

  final MessageDigest md5 = Md5.digest();

  /// The part of a listing before its entries, and the entries.
  final ByteSink listingHead = new ByteSink(1024);

  final ByteSink listingEntries = new ByteSink(1024);
  final IsoSecond isoSecond = new IsoSecond();

  private final HttpSecond date = new HttpSecond();
  private final HttpSecond lastModified = new HttpSecond();

  private Scratch() {}

  static Scratch get() {
    return OF_THREAD.get();
  }

  /// The text of a `Date` header.
  String date(long epochSecond) {
    return date.text(epochSecond);
  }

  /// The text of a `Last-Modified` header.
  String lastModified(long epochSecond) {
    return lastModified.text(epochSecond);
  }

  /// The last date that was written, which is often the next one too.
  private static final class HttpSecond {
    private long epochSecond = Long.MIN_VALUE;
    private String text = "";

    String text(long newEpochSecond) {
      if (newEpochSecond != epochSecond) {
        epochSecond = newEpochSecond;
        text = HttpDate.format(newEpochSecond);
      }
      return text;
    }
  }
}
