package dev.sluice.s3server.service;

import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.ops.BucketSetting;
import dev.sluice.s3server.ops.RequestTarget;
import dev.sluice.s3server.traffic.Operation;
import java.util.Map;
import java.util.Set;

/// Tells which operation a request asks for. What is not known is [Operation#UNKNOWN], never the
/// operation that remains when the unknown part is ignored: `DELETE /bucket?metrics` must not
/// delete the bucket.
final class Router {

  private static final Map<String, Operation> BUCKET_READS =
      Map.of(
          "location", Operation.GET_BUCKET_LOCATION,
          "versions", Operation.LIST_OBJECT_VERSIONS,
          "uploads", Operation.LIST_MULTIPART_UPLOADS,
          "versioning", Operation.GET_BUCKET_VERSIONING,
          "acl", Operation.GET_BUCKET_ACL,
          "policy", Operation.GET_BUCKET_POLICY,
          "policyStatus", Operation.GET_BUCKET_POLICY_STATUS);

  private static final Set<String> UNKNOWN_BUCKET_READS =
      Set.of("analytics", "intelligent-tiering", "inventory", "metrics", "session");

  private Router() {}

  static Operation route(HttpRequest request, Query query, RequestTarget target) {
    if (request.method().equals("OPTIONS")) {
      return Operation.PREFLIGHT;
    }
    if (target.bucket() == null) {
      return request.method().equals("GET") ? Operation.LIST_BUCKETS : Operation.UNKNOWN;
    }
    return target.key() == null ? bucket(request, query) : object(request, query);
  }

  private static Operation bucket(HttpRequest request, Query query) {
    return switch (request.method()) {
      case "GET" -> getBucket(query);
      case "HEAD" -> Operation.HEAD_BUCKET;
      case "PUT" -> putBucket(query);
      case "DELETE" -> deleteBucket(query);
      case "POST" -> query.has("delete") ? Operation.DELETE_OBJECTS : Operation.UNKNOWN;
      default -> Operation.UNKNOWN;
    };
  }

  private static Operation getBucket(Query query) {
    for (Query.Parameter parameter : query.parameters()) {
      Operation operation = BUCKET_READS.get(parameter.name());
      if (operation != null) {
        return operation;
      }
      if (BucketSetting.named(parameter.name()) != null) {
        return Operation.GET_BUCKET_CONFIGURATION;
      }
      if (UNKNOWN_BUCKET_READS.contains(parameter.name())) {
        return Operation.UNKNOWN;
      }
    }
    return query.get("list-type", "").equals("2")
        ? Operation.LIST_OBJECTS_V2
        : Operation.LIST_OBJECTS;
  }

  private static Operation putBucket(Query query) {
    String subResource = subResource(query);
    return switch (subResource) {
      case "" -> Operation.CREATE_BUCKET;
      case "versioning" -> Operation.PUT_BUCKET_VERSIONING;
      case "acl" -> Operation.PUT_BUCKET_ACL;
      case "policy" -> Operation.PUT_BUCKET_POLICY;
      default ->
          BucketSetting.named(subResource) == null
              ? Operation.UNKNOWN
              : Operation.PUT_BUCKET_CONFIGURATION;
    };
  }

  private static Operation deleteBucket(Query query) {
    String subResource = subResource(query);
    if (subResource.isEmpty()) {
      return Operation.DELETE_BUCKET;
    }
    if (subResource.equals("policy")) {
      return Operation.DELETE_BUCKET_POLICY;
    }
    BucketSetting setting = BucketSetting.named(subResource);
    return setting != null && setting.canBeDeleted()
        ? Operation.DELETE_BUCKET_CONFIGURATION
        : Operation.UNKNOWN;
  }

  private static Operation object(HttpRequest request, Query query) {
    return switch (request.method()) {
      case "GET" -> getObject(query);
      case "HEAD" -> Operation.HEAD_OBJECT;
      case "PUT" -> putObject(request, query);
      case "DELETE" -> deleteObject(query);
      case "POST" -> postObject(query);
      default -> Operation.UNKNOWN;
    };
  }

  private static Operation getObject(Query query) {
    return switch (subResource(query)) {
      case "acl" -> Operation.GET_OBJECT_ACL;
      case "tagging" -> Operation.GET_OBJECT_TAGGING;
      case "attributes" -> Operation.GET_OBJECT_ATTRIBUTES;
      case "uploadId" -> Operation.LIST_PARTS;
      case "retention", "legal-hold", "torrent" -> Operation.UNKNOWN;
      default -> Operation.GET_OBJECT;
    };
  }

  private static Operation putObject(HttpRequest request, Query query) {
    boolean copies = request.headers().has("x-amz-copy-source");
    return switch (subResource(query)) {
      case "" -> copies ? Operation.COPY_OBJECT : Operation.PUT_OBJECT;
      case "acl" -> Operation.PUT_OBJECT_ACL;
      case "tagging" -> Operation.PUT_OBJECT_TAGGING;
      case "uploadId" -> copies ? Operation.UPLOAD_PART_COPY : Operation.UPLOAD_PART;
      default -> Operation.UNKNOWN;
    };
  }

  private static Operation deleteObject(Query query) {
    return switch (subResource(query)) {
      case "" -> Operation.DELETE_OBJECT;
      case "tagging" -> Operation.DELETE_OBJECT_TAGGING;
      case "uploadId" -> Operation.ABORT_MULTIPART_UPLOAD;
      default -> Operation.UNKNOWN;
    };
  }

  private static Operation postObject(Query query) {
    return switch (subResource(query)) {
      case "uploads" -> Operation.CREATE_MULTIPART_UPLOAD;
      case "uploadId" -> Operation.COMPLETE_MULTIPART_UPLOAD;
      default -> Operation.UNKNOWN;
    };
  }

  /// The first parameter that changes what a request is about, or empty.
  private static String subResource(Query query) {
    for (Query.Parameter parameter : query.parameters()) {
      String name = parameter.name();
      boolean neutral =
          name.equals("x-id")
              || name.equals("versionId")
              || name.equals("partNumber")
              || name.startsWith("X-Amz-")
              || name.startsWith("x-amz-")
              || name.startsWith("response-")
              || name.equals("max-parts")
              || name.equals("part-number-marker")
              || name.equals("encoding-type")
              || name.equals("id");
      if (!neutral) {
        return name;
      }
    }
    return "";
  }
}
