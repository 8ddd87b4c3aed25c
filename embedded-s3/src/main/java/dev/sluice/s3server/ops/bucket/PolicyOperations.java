package dev.sluice.s3server.ops.bucket;

import dev.sluice.s3server.access.BucketPolicy;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.BucketRules;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads and writes bucket policies.
final class PolicyOperations {

  private final ServerState state;

  PolicyOperations(ServerState state) {
    this.state = state;
  }

  void get(S3Request request, HttpResponse response) {
    response.content().utf8(require(request).document());
    response.header("Content-Type", "application/json");
  }

  void put(S3Request request, HttpResponse response) throws IOException {
    Bucket bucket = state.buckets().require(request.bucketName());
    String document = new String(Receiver.document(request), StandardCharsets.UTF_8);
    BucketPolicy policy = BucketPolicy.parse(document, bucket.name());
    if (policy.isPublic() && BucketRules.blocks(bucket, BucketRules.Block.POLICY)) {
      throw S3Error.ACCESS_DENIED.exception(
          "The bucket's public access block refuses public policies");
    }
    bucket.policy(policy);
    response.status(204);
  }

  void delete(S3Request request, HttpResponse response) {
    state.buckets().require(request.bucketName()).policy(null);
    response.status(204);
  }

  void status(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    BucketPolicy policy = bucket.policy();
    XmlWriter xml = new XmlWriter(response.content()).document("PolicyStatus");
    xml.element("IsPublic", policy != null && policy.isPublic()).close("PolicyStatus");
    response.header("Content-Type", "application/xml");
  }

  private BucketPolicy require(S3Request request) {
    Bucket bucket = state.buckets().require(request.bucketName());
    BucketPolicy policy = bucket.policy();
    if (policy == null) {
      throw S3Error.NO_SUCH_BUCKET_POLICY.exception().withDetail("BucketName", bucket.name());
    }
    return policy;
  }
}
