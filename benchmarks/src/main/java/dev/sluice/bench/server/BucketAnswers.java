package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.util.Map;

/// Buckets themselves, and the answers to questions about settings that no bucket here has.
final class BucketAnswers {

  private static final String REGION = "us-east-1";
  private static final String OWNER = "bench";

  /// Settings that S3 answers with an error when a bucket lacks them.
  private static final Map<String, String> MISSING =
      Map.ofEntries(
          Map.entry("policy", "NoSuchBucketPolicy"),
          Map.entry("policyStatus", "NoSuchBucketPolicy"),
          Map.entry("lifecycle", "NoSuchLifecycleConfiguration"),
          Map.entry("cors", "NoSuchCORSConfiguration"),
          Map.entry("tagging", "NoSuchTagSet"),
          Map.entry("encryption", "ServerSideEncryptionConfigurationNotFoundError"),
          Map.entry("object-lock", "ObjectLockConfigurationNotFoundError"),
          Map.entry("replication", "ReplicationConfigurationNotFoundError"),
          Map.entry("website", "NoSuchWebsiteConfiguration"),
          Map.entry("publicAccessBlock", "NoSuchPublicAccessBlockConfiguration"),
          Map.entry("ownershipControls", "OwnershipControlsNotFoundError"));

  /// Settings that S3 answers with an empty document.
  private static final Map<String, String> EMPTY =
      Map.of(
          "versioning", "VersioningConfiguration",
          "logging", "BucketLoggingStatus",
          "notification", "NotificationConfiguration",
          "accelerate", "AccelerateConfiguration",
          "location", "LocationConstraint");

  private final Buckets buckets;

  BucketAnswers(Buckets buckets) {
    this.buckets = buckets;
  }

  /// Whether a bucket's question is about one of its settings.
  static boolean asksForSetting(Query query) {
    return query.parameters().stream()
        .map(Query.Parameter::name)
        .anyMatch(name -> MISSING.containsKey(name) || EMPTY.containsKey(name));
  }

  void setting(Exchange exchange) {
    buckets.require(exchange.bucketName());
    for (Query.Parameter parameter : exchange.query().parameters()) {
      String code = MISSING.get(parameter.name());
      if (code != null) {
        throw new S3Exception(404, code, "The bucket has no such setting");
      }
      String root = EMPTY.get(parameter.name());
      if (root != null) {
        exchange.xml(root).close(root);
        return;
      }
    }
  }

  void acl(Exchange exchange) {
    buckets.require(exchange.bucketName());
    XmlWriter xml = exchange.xml("AccessControlPolicy");
    owner(xml);
    xml.open("AccessControlList").open("Grant");
    xml.sink()
        .latin1("<Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
        .latin1(" xsi:type=\"CanonicalUser\">");
    xml.element("ID", OWNER).element("DisplayName", OWNER).close("Grantee");
    xml.element("Permission", "FULL_CONTROL").close("Grant");
    xml.close("AccessControlList").close("AccessControlPolicy");
  }

  /// Takes an ACL, as tools set it beside each copy, and forgets it: there is no access control.
  void putAcl(Exchange exchange) throws IOException {
    Bucket bucket = buckets.require(exchange.bucketName());
    Receiver.document(exchange);
    if (exchange.keyOrNull() != null && bucket.find(exchange.key()) == null) {
      throw S3Error.NO_SUCH_KEY.exception();
    }
  }

  /// Objects have no tags.
  void objectTags(Exchange exchange) {
    buckets.require(exchange.bucketName());
    exchange.xml("Tagging").open("TagSet").close("TagSet").close("Tagging");
  }

  void list(Exchange exchange) {
    XmlWriter xml = exchange.xml("ListAllMyBucketsResult");
    owner(xml);
    xml.open("Buckets");
    for (Bucket bucket : buckets.all()) {
      xml.open("Bucket").element("Name", bucket.name());
      xml.element("CreationDate", "2026-01-01T00:00:00.000Z").close("Bucket");
    }
    xml.close("Buckets").close("ListAllMyBucketsResult");
  }

  private static void owner(XmlWriter xml) {
    xml.open("Owner").element("ID", OWNER).element("DisplayName", OWNER).close("Owner");
  }

  void head(Exchange exchange) {
    buckets.require(exchange.bucketName());
    exchange.response().header("x-amz-bucket-region", REGION);
  }

  /// As in us-east-1, to make a bucket that one has already is no error.
  void create(Exchange exchange) throws IOException {
    Receiver.document(exchange);
    if (exchange.bucketName().length() < 3) {
      throw S3Error.INVALID_BUCKET_NAME.exception();
    }
    buckets.create(exchange.bucketName());
    exchange.response().header("Location", "/" + exchange.bucketName());
  }

  void delete(Exchange exchange) {
    buckets.delete(exchange.bucketName());
    exchange.response().status(204);
  }
}
