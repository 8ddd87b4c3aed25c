package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Latin1;
import dev.sluice.s3server.http.PercentCoding;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredHeaders;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;

/// PutObject, CopyObject, DeleteObject and DeleteObjects.
final class ObjectWrites {

  private final Buckets buckets;
  private final Receiver receiver;

  ObjectWrites(Buckets buckets, Receiver receiver) {
    this.buckets = buckets;
    this.receiver = receiver;
  }

  void put(Exchange exchange) throws IOException {
    Bucket bucket = buckets.require(exchange.bucketName());
    ObjectKey key = exchange.key();
    if ("*".equals(exchange.header("if-none-match")) && bucket.find(key) != null) {
      throw S3Error.PRECONDITION_FAILED.exception();
    }
    Receiver.Received received = receiver.receive(exchange);
    StoredHeaders checksum = received.checksum();
    bucket.put(
        key,
        new StoredObject(
            received.content(),
            received.etag(),
            Exchange.nowSecond(),
            KeptHeaders.of(exchange.request().headers()),
            checksum,
            0));
    exchange.etagHeader(received.etag());
    checksum.appendTo(exchange.response());
  }

  void copy(Exchange exchange) {
    Bucket bucket = buckets.require(exchange.bucketName());
    StoredObject source = source(exchange);
    boolean replaces = "REPLACE".equalsIgnoreCase(exchange.header("x-amz-metadata-directive"));
    StoredHeaders headers =
        replaces ? KeptHeaders.of(exchange.request().headers()) : source.headers();
    long now = Exchange.nowSecond();
    bucket.put(
        exchange.key(),
        new StoredObject(
            source.requireContent(),
            source.etag(),
            now,
            headers,
            source.checksum(),
            source.partBytes()));
    writeCopyResult(exchange.xml("CopyObjectResult"), "CopyObjectResult", source, now);
  }

  static void writeCopyResult(XmlWriter xml, String root, StoredObject copied, long nowSecond) {
    xml.open("LastModified");
    Scratch.get().isoSecond.append(xml.sink(), nowSecond);
    xml.close("LastModified").element("ETag", copied.etag().quoted()).close(root);
  }

  /// What `x-amz-copy-source` names, if the request's conditions on it hold.
  StoredObject source(Exchange exchange) {
    String header = exchange.header("x-amz-copy-source");
    if (header == null) {
      throw S3Error.INVALID_ARGUMENT.exception("x-amz-copy-source is missing");
    }
    int version = header.indexOf("?versionId=");
    String path = version < 0 ? header : header.substring(0, version);
    String decoded = Latin1.text(PercentCoding.decode(path, true));
    int start = decoded.startsWith("/") ? 1 : 0;
    int slash = decoded.indexOf('/', start);
    if (slash <= start || slash + 1 == decoded.length()) {
      throw S3Error.INVALID_ARGUMENT.exception("x-amz-copy-source must name a bucket and a key");
    }
    ObjectKey key = ObjectKey.ofUtf8(Latin1.bytes(decoded.substring(slash + 1)));
    StoredObject source = buckets.require(decoded.substring(start, slash)).find(key);
    if (source == null) {
      throw S3Error.NO_SUCH_KEY.exception().withDetail("Key", key.text());
    }
    Conditions.checkCopySource(exchange.request().headers(), source);
    return source;
  }

  void delete(Exchange exchange) {
    buckets.require(exchange.bucketName()).delete(exchange.key());
    exchange.response().status(204);
  }

  void deleteBatch(Exchange exchange) throws IOException {
    Bucket bucket = buckets.require(exchange.bucketName());
    XmlElement document = XmlElement.parse(Receiver.document(exchange), "Delete");
    boolean quiet = "true".equals(document.textOf("Quiet"));
    XmlWriter xml = exchange.xml("DeleteResult");
    for (XmlElement object : document.children("Object")) {
      String key = object.requireTextOf("Key");
      bucket.delete(ObjectKey.of(key));
      if (!quiet) {
        xml.open("Deleted").element("Key", key).close("Deleted");
      }
    }
    xml.close("DeleteResult");
  }
}
