package dev.sluice.s3server.ops.multipart;

import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.checksum.ChecksumType;
import dev.sluice.s3server.checksum.RunningChecksum;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.IsoTime;
import dev.sluice.s3server.ops.AccessControl;
import dev.sluice.s3server.ops.CopySource;
import dev.sluice.s3server.ops.EncryptionHeaders;
import dev.sluice.s3server.ops.Numbers;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.ops.WriteAnswer;
import dev.sluice.s3server.ops.object.ByteRange;
import dev.sluice.s3server.store.BodyStore;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.Md5;
import dev.sluice.s3server.store.MultipartUpload;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// UploadPart and UploadPartCopy.
final class MultipartParts {

  private final ServerState state;
  private final AccessControl access;
  private final Receiver receiver;

  MultipartParts(ServerState state, AccessControl access, Receiver receiver) {
    this.state = state;
    this.access = access;
    this.receiver = receiver;
  }

  void upload(S3Request request, HttpResponse response) throws IOException {
    MultipartUpload upload = upload(request);
    int number = partNumber(request);
    EncryptionHeaders.requireKey(upload.plan().attributes().encryption(), request.http().headers());
    requireChecksum(request, upload);
    Content content =
        receiver
            .receive(request, upload.plan().algorithm())
            .encryptedAs(upload.plan().attributes().encryption());
    StoredChecksum checksum = content.checksum();
    ChecksumAlgorithm planned = upload.plan().algorithm();
    if (planned != null && checksum != null && checksum.algorithm() != planned) {
      content.body().release();
      throw S3Error.INVALID_REQUEST.exception(
          "The upload was begun with " + planned + " checksums");
    }
    add(upload, number, content);
    response.header("ETag", content.etag().quoted());
    WriteAnswer.appendChecksum(response, checksum);
    EncryptionHeaders.append(upload.plan().attributes().encryption(), response);
  }

  /// Of parts whose checksums make the object's, S3 demands one each; of others it computes them.
  private static void requireChecksum(S3Request request, MultipartUpload upload) {
    ChecksumAlgorithm planned = upload.plan().algorithm();
    if (planned != null
        && upload.plan().type() == ChecksumType.COMPOSITE
        && !request.http().headers().has(planned.headerName())
        && !request.http().headers().has("x-amz-trailer")) {
      throw S3Error.INVALID_REQUEST.exception(
          "Checksum Type mismatch occurred, expected checksum Type: "
              + planned.name().toLowerCase(Locale.ROOT)
              + ", actual checksum Type: null");
    }
  }

  void copy(S3Request request, HttpResponse response) throws IOException {
    MultipartUpload upload = upload(request);
    int number = partNumber(request);
    CopySource source = CopySource.of(request);
    StoredObject original = source.open(request, state, access);
    ByteRange range = range(request, original.sizeBytes());
    Content content = copied(original, range, upload.plan().algorithm());
    MultipartUpload.UploadedPart part = add(upload, number, content);
    XmlWriter xml = new XmlWriter(response.content()).document("CopyPartResult");
    xml.element("LastModified", IsoTime.text(part.lastModifiedSecond()));
    xml.element("ETag", content.etag().quoted());
    StoredChecksum checksum = content.checksum();
    if (checksum != null) {
      xml.element(checksum.algorithm().elementName(), checksum.text());
    }
    xml.close("CopyPartResult");
    response.header("Content-Type", "application/xml");
  }

  private MultipartUpload.UploadedPart add(MultipartUpload upload, int number, Content content) {
    MultipartUpload.UploadedPart part =
        new MultipartUpload.UploadedPart(
            number, content.body(), content.etag(), content.checksum(), state.nowSecond());
    if (!upload.add(part)) {
      content.body().release();
      throw S3Error.NO_SUCH_UPLOAD.exception();
    }
    return part;
  }

  private MultipartUpload upload(S3Request request) {
    Bucket bucket = state.buckets().require(request.bucketName());
    return bucket.uploads().require(request.key(), request.query().get("uploadId", ""));
  }

  private static int partNumber(S3Request request) {
    return Numbers.parse("partNumber", request.query().get("partNumber", ""), 1, 10_000);
  }

  private static ByteRange range(S3Request request, long size) {
    String header = request.header("x-amz-copy-source-range");
    if (header == null) {
      return ByteRange.whole(size);
    }
    ByteRange range = ByteRange.parse(header, size);
    boolean asAsked =
        range.partial()
            && header.equals(
                "bytes=" + range.offset() + '-' + (range.offset() + range.count() - 1));
    if (!asAsked) {
      throw S3Error.INVALID_ARGUMENT.exception(
          "x-amz-copy-source-range must be bytes=first-last, within the source");
    }
    return range;
  }

  private Content copied(
      StoredObject original, ByteRange range, @Nullable ChecksumAlgorithm algorithm)
      throws IOException {
    MessageDigest md5 = Md5.digest();
    RunningChecksum running = algorithm == null ? null : algorithm.start();
    BodyStore.Writer writer = state.bodies().newBody(range.count());
    boolean finished = false;
    try {
      original
          .requireContent()
          .body()
          .writeTo(
              (bytes, offset, count) -> {
                md5.update(bytes, offset, count);
                if (running != null) {
                  running.update(bytes, offset, count);
                }
                writer.write(bytes, offset, count);
              },
              range.offset(),
              range.count());
      StoredChecksum checksum =
          algorithm == null || running == null
              ? null
              : new StoredChecksum(algorithm, running.value(), 0);
      Content content = new Content(writer.finish(), ETag.ofMd5(md5.digest()), checksum, List.of());
      finished = true;
      return content;
    } finally {
      if (!finished) {
        writer.discard();
      }
    }
  }
}
