package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.Md5;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredHeaders;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Uploads in parts.
final class Multipart {

  private final Buckets buckets;
  private final Receiver receiver;
  private final ObjectWrites writes;
  private final AtomicLong uploadNumbers = new AtomicLong();

  Multipart(Buckets buckets, Receiver receiver, ObjectWrites writes) {
    this.buckets = buckets;
    this.receiver = receiver;
    this.writes = writes;
  }

  void create(Exchange exchange) {
    Bucket bucket = buckets.require(exchange.bucketName());
    ObjectKey key = exchange.key();
    String id = "upload-" + HexFormat.of().toHexDigits(uploadNumbers.incrementAndGet());
    bucket
        .uploads()
        .put(
            id,
            new MultipartUpload(
                id, key, KeptHeaders.of(exchange.request().headers()), Exchange.nowSecond()));
    XmlWriter xml = exchange.xml("InitiateMultipartUploadResult");
    xml.element("Bucket", bucket.name()).element("Key", key.text()).element("UploadId", id);
    xml.close("InitiateMultipartUploadResult");
    String checksums = exchange.header("x-amz-checksum-algorithm");
    if (checksums != null) {
      exchange.response().header("x-amz-checksum-algorithm", checksums);
    }
  }

  void uploadPart(Exchange exchange) throws IOException {
    MultipartUpload upload = upload(exchange);
    int number = partNumber(exchange);
    Receiver.Received received = receiver.receive(exchange);
    upload
        .parts()
        .put(
            number,
            new MultipartUpload.Part(received.content(), received.etag(), Exchange.nowSecond()));
    exchange.etagHeader(received.etag());
    received.checksum().appendTo(exchange.response());
  }

  void copyPart(Exchange exchange) throws IOException {
    MultipartUpload upload = upload(exchange);
    StoredObject source = writes.source(exchange);
    Content content = source.requireContent();
    if (!content.isReadable()) {
      throw S3Error.NOT_IMPLEMENTED.exception("The source's content was not kept");
    }
    Content part = slice(content, exchange.header("x-amz-copy-source-range"));
    MessageDigest md5 = Md5.digest();
    part.writeTo(md5::update, 0, part.sizeBytes());
    ETag etag = ETag.ofMd5(md5.digest());
    long now = Exchange.nowSecond();
    upload.parts().put(partNumber(exchange), new MultipartUpload.Part(part, etag, now));
    StoredObject copied = new StoredObject(part, etag, now, upload.headers(), source.checksum(), 0);
    ObjectWrites.writeCopyResult(exchange.xml("CopyPartResult"), "CopyPartResult", copied, now);
  }

  private static Content slice(Content content, @Nullable String range) {
    if (range == null) {
      return content;
    }
    int dash = range.indexOf('-');
    if (!range.startsWith("bytes=") || dash < 0) {
      throw S3Error.INVALID_ARGUMENT.exception("x-amz-copy-source-range is malformed");
    }
    try {
      long first = Long.parseLong(range.substring("bytes=".length(), dash));
      long last = Long.parseLong(range.substring(dash + 1));
      if (first > last || last >= content.sizeBytes()) {
        throw S3Error.INVALID_RANGE.exception();
      }
      return Content.slice(content, first, last - first + 1);
    } catch (NumberFormatException e) {
      throw S3Error.INVALID_ARGUMENT.exception("x-amz-copy-source-range is malformed");
    }
  }

  void complete(Exchange exchange) throws IOException {
    Bucket bucket = buckets.require(exchange.bucketName());
    MultipartUpload upload = upload(exchange);
    XmlElement document = XmlElement.parse(Receiver.document(exchange), "CompleteMultipartUpload");
    List<ETag> etags = new ArrayList<>();
    List<Content> contents = new ArrayList<>();
    for (XmlElement listed : document.children("Part")) {
      MultipartUpload.Part part =
          upload.parts().get(Integer.valueOf(listed.requireTextOf("PartNumber").strip()));
      if (part == null || !part.etag().equals(ETag.parse(listed.requireTextOf("ETag").strip()))) {
        throw S3Error.INVALID_PART.exception();
      }
      etags.add(part.etag());
      contents.add(part.content());
    }
    if (contents.isEmpty()) {
      throw S3Error.MALFORMED_XML.exception("No part is listed");
    }
    ETag etag = ETag.ofParts(etags);
    bucket.put(
        upload.key(),
        new StoredObject(
            Content.joined(contents),
            etag,
            Exchange.nowSecond(),
            upload.headers(),
            StoredHeaders.NONE,
            contents.getFirst().sizeBytes()));
    bucket.uploads().remove(upload.id());
    XmlWriter xml = exchange.xml("CompleteMultipartUploadResult");
    xml.element("Location", "/" + bucket.name() + '/' + upload.key().text());
    xml.element("Bucket", bucket.name()).element("Key", upload.key().text());
    xml.element("ETag", etag.quoted()).close("CompleteMultipartUploadResult");
  }

  void abort(Exchange exchange) {
    buckets.require(exchange.bucketName()).uploads().remove(upload(exchange).id());
    exchange.response().status(204);
  }

  void listParts(Exchange exchange) {
    MultipartUpload upload = upload(exchange);
    XmlWriter xml = exchange.xml("ListPartsResult");
    xml.element("Bucket", exchange.bucketName()).element("Key", upload.key().text());
    xml.element("UploadId", upload.id()).element("IsTruncated", false);
    for (Map.Entry<Integer, MultipartUpload.Part> entry : upload.parts().entrySet()) {
      MultipartUpload.Part part = entry.getValue();
      xml.open("Part").element("PartNumber", entry.getKey()).open("LastModified");
      Scratch.get().isoSecond.append(xml.sink(), part.lastModifiedSecond());
      xml.close("LastModified").element("ETag", part.etag().quoted());
      xml.element("Size", part.content().sizeBytes()).close("Part");
    }
    xml.close("ListPartsResult");
  }

  void listUploads(Exchange exchange) {
    Bucket bucket = buckets.require(exchange.bucketName());
    String prefix = exchange.query().get("prefix", "");
    XmlWriter xml = exchange.xml("ListMultipartUploadsResult");
    xml.element("Bucket", bucket.name()).element("Prefix", prefix);
    xml.element("IsTruncated", false);
    for (MultipartUpload upload : bucket.uploads().values()) {
      if (upload.key().text().startsWith(prefix)) {
        xml.open("Upload").element("Key", upload.key().text());
        xml.element("UploadId", upload.id()).open("Initiated");
        Scratch.get().isoSecond.append(xml.sink(), upload.initiatedSecond());
        xml.close("Initiated").close("Upload");
      }
    }
    xml.close("ListMultipartUploadsResult");
  }

  private MultipartUpload upload(Exchange exchange) {
    MultipartUpload upload =
        buckets.require(exchange.bucketName()).uploads().get(exchange.query().get("uploadId", ""));
    if (upload == null || !upload.key().equals(exchange.keyOrNull())) {
      throw S3Error.NO_SUCH_UPLOAD.exception();
    }
    return upload;
  }

  private static int partNumber(Exchange exchange) {
    int number = exchange.queryNumber("partNumber");
    if (number < 1 || number > 10_000) {
      throw S3Error.INVALID_ARGUMENT.exception("Part numbers go from 1 to 10000");
    }
    return number;
  }
}
