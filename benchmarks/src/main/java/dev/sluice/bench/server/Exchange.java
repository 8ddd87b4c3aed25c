package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.PercentCoding;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A request on its way to its answer: what it names, and what it is answered with.
///
/// @param bucketName empty for the service itself
/// @param keyOrNull null for a bucket
record Exchange(
    HttpRequest request,
    HttpResponse response,
    Query query,
    String bucketName,
    @Nullable ObjectKey keyOrNull) {

  private static final int MAX_KEY_BYTES = 1024;

  /// Takes the path apart; buckets are named by the path alone.
  static Exchange of(HttpRequest request, HttpResponse response) {
    String path = request.rawPath();
    int slash = path.indexOf('/', 1);
    String bucket = path.substring(1, slash < 0 ? path.length() : slash);
    ObjectKey key = null;
    if (slash >= 0 && slash + 1 < path.length()) {
      key = ObjectKey.ofUtf8(PercentCoding.decode(path.substring(slash + 1), false));
    }
    return new Exchange(request, response, Query.parse(request.rawQuery()), bucket, key);
  }

  ObjectKey key() {
    ObjectKey key = keyOrNull;
    if (key == null) {
      throw S3Error.INVALID_REQUEST.exception("The request names no key");
    }
    if (key.utf8().length > MAX_KEY_BYTES) {
      throw S3Error.KEY_TOO_LONG.exception();
    }
    return key;
  }

  @Nullable String header(String lowerCaseName) {
    return request.headers().get(lowerCaseName);
  }

  byte[] queryBytes(String name) {
    return query.get(name, "").getBytes(StandardCharsets.UTF_8);
  }

  /// A parameter that must be there and be a number.
  int queryNumber(String name) {
    try {
      return Integer.parseInt(query.get(name, ""));
    } catch (NumberFormatException e) {
      throw S3Error.INVALID_ARGUMENT.exception(name + " is no number");
    }
  }

  /// Begins an answer in XML.
  XmlWriter xml(String root) {
    response.header("Content-Type", "application/xml");
    return new XmlWriter(response.content()).document(root);
  }

  void etagHeader(ETag etag) {
    response.headerLines().latin1("ETag: \"");
    etag.appendTo(response.headerLines());
    response.headerLines().latin1("\"\r\n");
  }

  static long nowSecond() {
    return System.currentTimeMillis() / 1000;
  }
}
