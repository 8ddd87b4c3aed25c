package dev.sluice.s3server.ops.multipart;

import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.checksum.ChecksumType;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.Conditions;
import dev.sluice.s3server.ops.EncryptionHeaders;
import dev.sluice.s3server.ops.Numbers;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.ops.WriteAnswer;
import dev.sluice.s3server.store.Body;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.MultipartUpload;
import dev.sluice.s3server.store.MultipartUpload.UploadedPart;
import dev.sluice.s3server.store.MultipartUploads;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// CompleteMultipartUpload: checks the list of parts and joins them. Repeating a completion whose
/// answer got lost gives the same answer again.
final class MultipartCompletion {

  private final ServerState state;

  MultipartCompletion(ServerState state) {
    this.state = state;
  }

  void complete(S3Request request, HttpResponse response) throws IOException {
    Bucket bucket = state.buckets().require(request.bucketName());
    String id = request.query().get("uploadId", "");
    XmlElement document =
        XmlElement.parse(Receiver.documentAboutObject(request), "CompleteMultipartUpload");
    MultipartUploads.Completion earlier = bucket.uploads().completedAs(request.key(), id);
    if (earlier != null) {
      answer(request, response, bucket, earlier.etag(), null);
      WriteAnswer.appendVersion(response, bucket, earlier.versionId());
      return;
    }
    MultipartUpload upload = bucket.uploads().require(request.key(), id);
    if (!upload.lockIfOpen()) {
      throw S3Error.NO_SUCH_UPLOAD.exception();
    }
    try {
      StoredObject object = join(request, bucket, upload, document);
      Content content = object.requireContent();
      answer(request, response, bucket, content.etag(), content.checksum());
      WriteAnswer.appendVersion(response, bucket, object.versionId());
      EncryptionHeaders.append(object.attributes().encryption(), response);
    } finally {
      upload.unlock();
    }
  }

  private StoredObject join(
      S3Request request, Bucket bucket, MultipartUpload upload, XmlElement document) {
    List<UploadedPart> used = chosenParts(document, upload, state.options().minPartBytes());
    StoredChecksum checksum = checksum(request, upload, used);
    List<Content.Part> parts = new ArrayList<>(used.size());
    List<Body> bodies = new ArrayList<>(used.size());
    List<ETag> etags = new ArrayList<>(used.size());
    for (UploadedPart part : used) {
      parts.add(new Content.Part(part.number(), part.body().sizeBytes(), part.checksum()));
      bodies.add(part.body());
      etags.add(part.etag());
    }
    Content content =
        new Content(Body.joined(bodies), ETag.ofParts(etags), checksum, List.copyOf(parts));
    checkSize(request, content);
    StoredObject object =
        bucket.put(
            request.key(),
            content,
            upload.plan().attributes(),
            state.nowSecond(),
            Conditions.ofWrite(request.http().headers()));
    bucket.uploads().complete(upload, used, object);
    return object;
  }

  private static void checkSize(S3Request request, Content content) {
    String declared = request.header("x-amz-mp-object-size");
    if (declared != null && !declared.equals(Long.toString(content.body().sizeBytes()))) {
      throw S3Error.INVALID_REQUEST.exception(
          "The object does not have the size that was declared");
    }
  }

  private static List<UploadedPart> chosenParts(
      XmlElement document, MultipartUpload upload, long minPartBytes) {
    List<XmlElement> listed = document.children("Part");
    if (listed.isEmpty()) {
      throw S3Error.MALFORMED_XML.exception("A completion lists at least one part");
    }
    List<UploadedPart> uploaded = upload.parts();
    List<UploadedPart> chosen = new ArrayList<>(listed.size());
    int previous = 0;
    int at = 0;
    for (XmlElement element : listed) {
      int number =
          Numbers.parse("PartNumber", element.requireTextOf("PartNumber").strip(), 1, 10_000);
      if (number <= previous) {
        throw S3Error.INVALID_PART_ORDER.exception();
      }
      previous = number;
      while (at < uploaded.size() && uploaded.get(at).number() < number) {
        at++;
      }
      UploadedPart part = at < uploaded.size() ? uploaded.get(at) : null;
      requireChecksum(element, number, upload.plan());
      chosen.add(checkedPart(element, number, part));
    }
    for (UploadedPart part : chosen.subList(0, chosen.size() - 1)) {
      if (part.body().sizeBytes() < minPartBytes) {
        throw S3Error.ENTITY_TOO_SMALL
            .exception()
            .withDetail("PartNumber", Integer.toString(part.number()))
            .withDetail("ProposedSize", Long.toString(part.body().sizeBytes()))
            .withDetail("MinSizeAllowed", Long.toString(minPartBytes));
      }
    }
    return chosen;
  }

  private static void requireChecksum(XmlElement element, int number, MultipartUpload.Plan plan) {
    ChecksumAlgorithm algorithm = plan.algorithm();
    if (algorithm != null
        && plan.type() == ChecksumType.COMPOSITE
        && element.textOf(algorithm.elementName()) == null) {
      throw S3Error.INVALID_REQUEST.exception(
          "The upload was created using a "
              + algorithm.name().toLowerCase(Locale.ROOT)
              + " checksum. The complete request must include the checksum for each part. It was"
              + " missing for part "
              + number
              + " in the request.");
    }
  }

  private static UploadedPart checkedPart(
      XmlElement element, int number, @Nullable UploadedPart part) {
    String etag = element.requireTextOf("ETag").strip();
    boolean found = part != null && part.number() == number;
    if (part == null || !found || !ETag.unquoted(etag).equals(part.etag().text())) {
      throw S3Error.INVALID_PART.exception().withDetail("PartNumber", Integer.toString(number));
    }
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      String sent = element.textOf(algorithm.elementName());
      StoredChecksum stored = part.checksum();
      if (sent != null
          && stored != null
          && stored.algorithm() == algorithm
          && !stored.text().equals(sent)) {
        throw S3Error.INVALID_PART.exception().withDetail("PartNumber", Integer.toString(number));
      }
    }
    return part;
  }

  private static @Nullable StoredChecksum checksum(
      S3Request request, MultipartUpload upload, List<UploadedPart> used) {
    ChecksumAlgorithm algorithm = upload.plan().algorithm();
    ChecksumType type = upload.plan().type();
    if (algorithm == null || type == null) {
      return null;
    }
    String askedType = request.header("x-amz-checksum-type");
    if (askedType != null && !askedType.equals(type.name())) {
      throw S3Error.INVALID_REQUEST.exception(
          "The upload was begun with the checksum type " + type);
    }
    List<StoredChecksum.Part> parts = new ArrayList<>(used.size());
    for (UploadedPart part : used) {
      StoredChecksum ofPart = part.checksum();
      if (ofPart == null) {
        throw new IllegalStateException("a part of an upload with checksums has one");
      }
      parts.add(new StoredChecksum.Part(ofPart, part.body().sizeBytes()));
    }
    StoredChecksum whole = StoredChecksum.ofParts(algorithm, type, parts);
    String sent = request.header(algorithm.headerName());
    if (sent != null && !sent.equals(whole.text())) {
      throw S3Error.BAD_DIGEST.exception("The object does not have the checksum that was sent");
    }
    return whole;
  }

  private static void answer(
      S3Request request,
      HttpResponse response,
      Bucket bucket,
      ETag etag,
      @Nullable StoredChecksum checksum) {
    XmlWriter xml = new XmlWriter(response.content()).document("CompleteMultipartUploadResult");
    xml.element("Location", "/" + bucket.name() + '/' + request.key().text());
    xml.element("Bucket", bucket.name()).element("Key", request.key().text());
    xml.element("ETag", etag.quoted());
    if (checksum != null) {
      xml.element(checksum.algorithm().elementName(), checksum.text());
      xml.element("ChecksumType", checksum.type().name());
    }
    xml.close("CompleteMultipartUploadResult");
    response.header("Content-Type", "application/xml");
  }
}
