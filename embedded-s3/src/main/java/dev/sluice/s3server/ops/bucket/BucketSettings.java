package dev.sluice.s3server.ops.bucket;

import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.ops.BucketRules;
import dev.sluice.s3server.ops.BucketSetting;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Versioning;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Stores and gives back the documents of a bucket's sub-resources.
final class BucketSettings {

  private final ServerState state;

  BucketSettings(ServerState state) {
    this.state = state;
  }

  /// Makes a new bucket what AWS makes it: ACLs are off, and public access is blocked.
  static void close(Bucket bucket) {
    storeOwnership(bucket, "BucketOwnerEnforced");
    String root = BucketSetting.PUBLIC_ACCESS_BLOCK.root();
    XmlWriter xml = new XmlWriter(new ByteSink(512)).document(root);
    for (BucketRules.Block block : BucketRules.Block.values()) {
      xml.element(block.element(), true);
    }
    store(bucket, BucketSetting.PUBLIC_ACCESS_BLOCK, xml.close(root));
  }

  private static void storeOwnership(Bucket bucket, String ownership) {
    XmlWriter xml = new XmlWriter(new ByteSink(256));
    xml.document("OwnershipControls").open("Rule").element("ObjectOwnership", ownership);
    store(bucket, BucketSetting.OWNERSHIP_CONTROLS, xml.close("Rule").close("OwnershipControls"));
  }

  /// Puts what the headers of CreateBucket ask for.
  static void applyCreationHeaders(Headers headers, Bucket bucket) {
    String ownership = headers.get("x-amz-object-ownership");
    if (ownership != null) {
      storeOwnership(bucket, ownership);
    }
    if (headers.get("x-amz-bucket-object-lock-enabled", "").equalsIgnoreCase("true")) {
      XmlWriter xml = new XmlWriter(new ByteSink(256));
      xml.document("ObjectLockConfiguration").element("ObjectLockEnabled", "Enabled");
      store(bucket, BucketSetting.OBJECT_LOCK, xml.close("ObjectLockConfiguration"));
      bucket.versioning(Versioning.ENABLED);
    }
  }

  private static void store(Bucket bucket, BucketSetting setting, XmlWriter xml) {
    bucket
        .settings()
        .put(setting.subResource(), new String(xml.sink().toByteArray(), StandardCharsets.UTF_8));
  }

  void get(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    BucketSetting setting = setting(request);
    String document = bucket.settings().get(setting.subResource());
    if (document != null) {
      response.content().utf8(document);
    } else if (setting.missingCode().isEmpty()) {
      new XmlWriter(response.content()).document(setting.root()).close(setting.root());
    } else {
      throw new S3Exception(404, setting.missingCode(), "The bucket has no such configuration")
          .withDetail("BucketName", bucket.name());
    }
    response.header("Content-Type", "application/xml");
  }

  void put(S3Request request, HttpResponse response) throws IOException {
    Bucket bucket = state.buckets().require(request.bucketName());
    BucketSetting setting = setting(request);
    byte[] document = Receiver.document(request);
    XmlElement.parse(document, setting.root());
    bucket.settings().put(setting.subResource(), new String(document, StandardCharsets.UTF_8));
    response.status(setting == BucketSetting.TAGGING ? 204 : 200);
  }

  void delete(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    bucket.settings().remove(setting(request).subResource());
    response.status(204);
  }

  private static BucketSetting setting(S3Request request) {
    for (Query.Parameter parameter : request.query().parameters()) {
      BucketSetting setting = BucketSetting.named(parameter.name());
      if (setting != null) {
        return setting;
      }
    }
    throw new IllegalStateException("the request names no sub-resource");
  }
}
