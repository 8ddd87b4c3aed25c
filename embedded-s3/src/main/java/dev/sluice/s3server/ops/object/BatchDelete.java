package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.AccessControl;
import dev.sluice.s3server.ops.Conditions;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.RequestTarget;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// DeleteObjects: up to 1000 keys in one request. A key that cannot be deleted is reported and does
/// not stop the others.
final class BatchDelete {

  private static final int MAX_KEYS = 1000;

  private final ServerState state;
  private final AccessControl access;

  BatchDelete(ServerState state, AccessControl access) {
    this.state = state;
    this.access = access;
  }

  void handle(S3Request request, HttpResponse response) throws IOException {
    Bucket bucket = state.buckets().require(request.bucketName());
    if (!hasDigest(request.http().headers())) {
      throw S3Error.INVALID_REQUEST.exception("DeleteObjects needs Content-MD5 or a checksum");
    }
    XmlElement document = XmlElement.parse(Receiver.document(request), "Delete");
    boolean quiet = "true".equals(document.textOf("Quiet"));
    List<XmlElement> objects = document.children("Object");
    if (objects.isEmpty() || objects.size() > MAX_KEYS) {
      throw S3Error.MALFORMED_XML.exception("DeleteObjects takes from 1 to 1000 keys");
    }
    XmlWriter xml = new XmlWriter(response.content()).document("DeleteResult");
    for (XmlElement object : objects) {
      delete(request, bucket, object, quiet, xml);
    }
    xml.close("DeleteResult");
    response.header("Content-Type", "application/xml");
  }

  private static boolean hasDigest(Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      String name = headers.name(i);
      if (name.equals("content-md5")
          || name.equals("x-amz-trailer")
          || ChecksumAlgorithm.ofHeader(name) != null) {
        return true;
      }
    }
    return false;
  }

  private void delete(
      S3Request request, Bucket bucket, XmlElement object, boolean quiet, XmlWriter xml) {
    String key = object.requireTextOf("Key");
    String versionId = object.textOf("VersionId");
    try {
      ObjectKey objectKey = ObjectKey.of(key);
      RequestTarget.check(objectKey);
      access.checkDelete(request, bucket, objectKey, versionId != null);
      Bucket.Deletion deletion = delete(bucket, objectKey, versionId, object.textOf("ETag"));
      if (!quiet) {
        report(xml, key, versionId, deletion);
      }
    } catch (S3Exception e) {
      xml.open("Error").element("Key", key).optional("VersionId", versionId);
      xml.element("Code", e.code()).element("Message", String.valueOf(e.getMessage()));
      xml.close("Error");
    }
  }

  private Bucket.Deletion delete(
      Bucket bucket, ObjectKey key, @Nullable String versionId, @Nullable String etag) {
    Bucket.Precondition precondition = Conditions.ofDelete(etag);
    return versionId == null || versionId.isEmpty()
        ? bucket.delete(key, state.nowSecond(), precondition)
        : bucket.deleteVersion(key, versionId, precondition);
  }

  private static void report(
      XmlWriter xml, String key, @Nullable String asked, Bucket.Deletion deletion) {
    xml.open("Deleted").element("Key", key);
    if (asked != null) {
      xml.element("VersionId", asked);
    }
    if (deletion.deleteMarker()) {
      xml.element("DeleteMarker", true).optional("DeleteMarkerVersionId", deletion.versionId());
    }
    xml.close("Deleted");
  }
}
