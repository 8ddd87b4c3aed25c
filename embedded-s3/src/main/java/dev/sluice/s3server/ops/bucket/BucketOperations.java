package dev.sluice.s3server.ops.bucket;

import dev.sluice.s3server.access.Owner;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.IsoTime;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Makes, finds and deletes buckets.
final class BucketOperations {

  private final ServerState state;

  BucketOperations(ServerState state) {
    this.state = state;
  }

  void list(S3Request request, HttpResponse response) {
    String prefix = request.query().get("prefix", "");
    XmlWriter xml = new XmlWriter(response.content()).document("ListAllMyBucketsResult");
    xml.open("Owner").element("ID", Owner.ID).element("DisplayName", Owner.DISPLAY_NAME);
    xml.close("Owner").open("Buckets");
    for (Bucket bucket : state.buckets().all()) {
      if (bucket.name().startsWith(prefix)) {
        xml.open("Bucket").element("Name", bucket.name());
        xml.element("CreationDate", IsoTime.text(bucket.createdSecond())).close("Bucket");
      }
    }
    xml.close("Buckets").close("ListAllMyBucketsResult");
    response.header("Content-Type", "application/xml");
  }

  void create(S3Request request, HttpResponse response) throws IOException {
    String name = request.bucketName();
    if (!isValidName(name)) {
      throw S3Error.INVALID_BUCKET_NAME.exception().withDetail("BucketName", name);
    }
    byte[] document = Receiver.document(request);
    if (document.length > 0) {
      XmlElement.parse(document, "CreateBucketConfiguration");
    }
    Bucket bucket = new Bucket(name, state.nowSecond());
    if (state.options().closedBuckets()) {
      BucketSettings.close(bucket);
    }
    BucketSettings.applyCreationHeaders(request.http().headers(), bucket);
    if (!state.buckets().add(bucket)) {
      throw S3Error.BUCKET_ALREADY_OWNED_BY_YOU.exception().withDetail("BucketName", name);
    }
    response.header("Location", "/" + name);
  }

  /// 3 to 63 lower-case letters, digits, dots and hyphens; a letter or digit at both ends.
  private static boolean isValidName(String name) {
    if (name.length() < 3 || name.length() > 63) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      boolean atEnd = i == 0 || i == name.length() - 1;
      if (!plain && (atEnd || (c != '-' && c != '.'))) {
        return false;
      }
    }
    return !name.contains("..");
  }

  void head(S3Request request, HttpResponse response) {
    state.buckets().require(request.bucketName());
    response.header("x-amz-bucket-region", state.options().region());
  }

  void delete(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    if (!bucket.isEmpty()) {
      throw S3Error.BUCKET_NOT_EMPTY.exception().withDetail("BucketName", bucket.name());
    }
    state.buckets().remove(bucket);
    response.status(204);
  }

  void location(S3Request request, HttpResponse response) {
    state.buckets().require(request.bucketName());
    XmlWriter xml = new XmlWriter(response.content()).document("LocationConstraint");
    // The oldest region has no name here.
    if (!state.options().region().equals("us-east-1")) {
      xml.text(state.options().region().getBytes(StandardCharsets.UTF_8));
    }
    xml.close("LocationConstraint");
    response.header("Content-Type", "application/xml");
  }
}
