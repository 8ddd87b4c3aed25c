package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpDate;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.Conditions;
import dev.sluice.s3server.ops.EncryptionHeaders;
import dev.sluice.s3server.ops.Lookup;
import dev.sluice.s3server.ops.Numbers;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.ops.WriteAnswer;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.xml.XmlWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// GetObjectAttributes. Like S3 it lists parts only of objects that were uploaded with checksums.
final class ObjectAttributesOperation {

  private final ServerState state;

  ObjectAttributesOperation(ServerState state) {
    this.state = state;
  }

  void handle(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    StoredObject object = Lookup.require(bucket, request.key(), request.query("versionId"));
    EncryptionHeaders.requireKey(object.attributes().encryption(), request.http().headers());
    Conditions.checkRead(request.http().headers(), object);
    Set<String> wanted = wanted(request);
    Content content = object.requireContent();
    XmlWriter xml = new XmlWriter(response.content()).document("GetObjectAttributesResponse");
    if (wanted.contains("ETag")) {
      xml.element("ETag", content.etag().text());
    }
    StoredChecksum checksum = content.checksum();
    if (wanted.contains("Checksum") && checksum != null) {
      xml.open("Checksum").element(checksum.algorithm().elementName(), checksum.text());
      xml.element("ChecksumType", checksum.type().name()).close("Checksum");
    }
    if (wanted.contains("ObjectParts") && !content.parts().isEmpty()) {
      appendParts(request, xml, content);
    }
    if (wanted.contains("StorageClass")) {
      xml.element("StorageClass", object.attributes().storageClass());
    }
    if (wanted.contains("ObjectSize")) {
      xml.element("ObjectSize", object.sizeBytes());
    }
    xml.close("GetObjectAttributesResponse");
    response.header("Content-Type", "application/xml");
    response.header("Last-Modified", HttpDate.format(object.lastModifiedSecond()));
    WriteAnswer.appendVersion(response, bucket, object.versionId());
  }

  private static Set<String> wanted(S3Request request) {
    Set<String> wanted = new HashSet<>();
    for (String list : request.http().headers().all("x-amz-object-attributes")) {
      for (String name : list.split(",", -1)) {
        wanted.add(name.strip());
      }
    }
    if (wanted.isEmpty()) {
      throw S3Error.INVALID_ARGUMENT.exception("x-amz-object-attributes is missing");
    }
    return wanted;
  }

  private static void appendParts(S3Request request, XmlWriter xml, Content content) {
    int max = Numbers.pageSize("x-amz-max-parts", request.header("x-amz-max-parts"));
    String marker = request.header("x-amz-part-number-marker");
    int after = marker == null ? 0 : Numbers.parse("x-amz-part-number-marker", marker, 0, 10_000);
    xml.open("ObjectParts").element("PartsCount", content.parts().size());
    if (content.checksum() != null) {
      List<Content.Part> behind =
          content.parts().stream().filter(part -> part.number() > after).toList();
      List<Content.Part> page = behind.subList(0, Math.min(max, behind.size()));
      xml.element("PartNumberMarker", after);
      xml.element("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number());
      xml.element("MaxParts", max).element("IsTruncated", page.size() < behind.size());
      for (Content.Part part : page) {
        xml.open("Part").element("PartNumber", part.number()).element("Size", part.sizeBytes());
        StoredChecksum checksum = part.checksum();
        if (checksum != null) {
          xml.element(checksum.algorithm().elementName(), checksum.text());
        }
        xml.close("Part");
      }
    }
    xml.close("ObjectParts");
  }
}
