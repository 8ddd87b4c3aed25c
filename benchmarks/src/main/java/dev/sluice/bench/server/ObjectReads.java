package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredHeaders;
import org.jspecify.annotations.Nullable;

/// GetObject and HeadObject.
final class ObjectReads {

  private static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

  /// A part of an object.
  private record Range(long offset, long count) {}

  private final Buckets buckets;

  ObjectReads(Buckets buckets) {
    this.buckets = buckets;
  }

  void get(Exchange exchange) {
    StoredObject object = find(exchange);
    Content content = object.requireContent();
    Range range = describe(exchange, object);
    if (range.count > 0 && !content.isReadable()) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          "The content was not kept: the server's option --keep-bytes says how much is");
    }
    exchange.response().payload(content, range.offset, range.count);
  }

  void head(Exchange exchange) {
    StoredObject object = find(exchange);
    Range range = describe(exchange, object);
    exchange.response().payload(object.requireContent(), range.offset, range.count);
  }

  private StoredObject find(Exchange exchange) {
    ObjectKey key = exchange.key();
    StoredObject object = buckets.require(exchange.bucketName()).find(key);
    if (object == null) {
      throw S3Error.NO_SUCH_KEY.exception().withDetail("Key", key.text());
    }
    Conditions.checkRead(exchange.request().headers(), object);
    return object;
  }

  private static Range describe(Exchange exchange, StoredObject object) {
    HttpResponse response = exchange.response();
    exchange.etagHeader(object.etag());
    response.header("Last-Modified", Scratch.get().lastModified(object.lastModifiedSecond()));
    response.header("Accept-Ranges", "bytes");
    StoredHeaders headers = object.headers();
    if (headers.get("content-type") == null) {
      response.header("Content-Type", DEFAULT_CONTENT_TYPE);
    }
    headers.appendTo(response);
    Range range = range(exchange, object);
    if (range == null) {
      if ("ENABLED".equals(exchange.header("x-amz-checksum-mode"))) {
        object.checksum().appendTo(response);
      }
      return new Range(0, object.sizeBytes());
    }
    response.status(206);
    response.header(
        "Content-Range",
        "bytes "
            + range.offset
            + '-'
            + (range.offset + range.count - 1)
            + '/'
            + object.sizeBytes());
    return range;
  }

  /// The part that is asked for by a range or a part number, or null for all of it.
  private static @Nullable Range range(Exchange exchange, StoredObject object) {
    if (exchange.query().has("partNumber")) {
      return part(exchange, object);
    }
    String header = exchange.header("range");
    if (header == null || !header.startsWith("bytes=") || header.indexOf(',') >= 0) {
      return null;
    }
    String spec = header.substring("bytes=".length()).strip();
    int dash = spec.indexOf('-');
    long size = object.sizeBytes();
    try {
      if (dash < 0) {
        return null;
      }
      long first;
      long last = size - 1;
      if (dash == 0) {
        first = Math.max(0, size - Long.parseLong(spec.substring(1)));
      } else {
        first = Long.parseLong(spec.substring(0, dash));
        if (dash + 1 < spec.length()) {
          last = Math.min(last, Long.parseLong(spec.substring(dash + 1)));
        }
      }
      if (first >= size) {
        throw S3Error.INVALID_RANGE.exception().withHeader("Content-Range", "bytes */" + size);
      }
      return last < first ? null : new Range(first, last - first + 1);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Range part(Exchange exchange, StoredObject object) {
    int number = exchange.queryNumber("partNumber");
    long size = object.sizeBytes();
    int parts = object.etag().parts();
    if (parts > 0) {
      exchange.response().header("x-amz-mp-parts-count", parts);
    }
    if (size == 0) {
      return null;
    }
    long partBytes = object.partBytes() > 0 ? object.partBytes() : size;
    long first = (number - 1) * partBytes;
    if (number < 1 || number > Math.max(1, parts) || (first >= size && number > 1)) {
      throw S3Error.INVALID_PART_NUMBER.exception();
    }
    return new Range(first, Math.min(partBytes, size - first));
  }
}
