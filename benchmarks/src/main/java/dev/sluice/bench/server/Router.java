package dev.sluice.bench.server;

import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.traffic.Operation;

/// Tells which operation a request asks for. What is not known is [Operation#UNKNOWN] and refused:
/// a tool that depends on more than this server has must not seem to have won a race.
final class Router {

  private Router() {}

  static Operation route(Exchange exchange) {
    String method = exchange.request().method();
    if (exchange.bucketName().isEmpty()) {
      return method.equals("GET") ? Operation.LIST_BUCKETS : Operation.UNKNOWN;
    }
    return exchange.keyOrNull() == null
        ? bucket(method, exchange.query())
        : object(exchange, method, exchange.query());
  }

  private static Operation bucket(String method, Query query) {
    return switch (method) {
      case "GET" -> getBucket(query);
      case "HEAD" -> Operation.HEAD_BUCKET;
      case "PUT" -> putBucket(query);
      case "DELETE" -> query.isEmpty() ? Operation.DELETE_BUCKET : Operation.UNKNOWN;
      case "POST" -> query.has("delete") ? Operation.DELETE_OBJECTS : Operation.UNKNOWN;
      default -> Operation.UNKNOWN;
    };
  }

  private static Operation putBucket(Query query) {
    if (query.has("acl")) {
      return Operation.PUT_BUCKET_ACL;
    }
    return query.isEmpty() ? Operation.CREATE_BUCKET : Operation.UNKNOWN;
  }

  private static Operation getBucket(Query query) {
    if (query.get("list-type", "").equals("2")) {
      return Operation.LIST_OBJECTS_V2;
    }
    if (query.has("uploads")) {
      return Operation.LIST_MULTIPART_UPLOADS;
    }
    if (query.has("acl")) {
      return Operation.GET_BUCKET_ACL;
    }
    if (query.has("location")) {
      return Operation.GET_BUCKET_LOCATION;
    }
    if (query.has("versioning")) {
      return Operation.GET_BUCKET_VERSIONING;
    }
    if (query.has("policy")) {
      return Operation.GET_BUCKET_POLICY;
    }
    if (query.has("versions")) {
      return Operation.UNKNOWN;
    }
    return BucketAnswers.asksForSetting(query)
        ? Operation.GET_BUCKET_CONFIGURATION
        : Operation.LIST_OBJECTS;
  }

  private static Operation object(Exchange exchange, String method, Query query) {
    boolean part = query.has("uploadId");
    return switch (method) {
      case "GET" -> part ? Operation.LIST_PARTS : getObject(query);
      case "HEAD" -> Operation.HEAD_OBJECT;
      case "PUT" -> putObject(exchange, query);
      case "DELETE" -> part ? Operation.ABORT_MULTIPART_UPLOAD : deleteObject(query);
      case "POST" -> postObject(query, part);
      default -> Operation.UNKNOWN;
    };
  }

  private static Operation getObject(Query query) {
    if (query.has("acl")) {
      return Operation.GET_OBJECT_ACL;
    }
    if (query.has("tagging")) {
      return Operation.GET_OBJECT_TAGGING;
    }
    return query.has("attributes") || query.has("retention") || query.has("legal-hold")
        ? Operation.UNKNOWN
        : Operation.GET_OBJECT;
  }

  private static Operation putObject(Exchange exchange, Query query) {
    boolean copies = exchange.request().headers().has("x-amz-copy-source");
    if (query.has("uploadId")) {
      return copies ? Operation.UPLOAD_PART_COPY : Operation.UPLOAD_PART;
    }
    if (query.has("acl")) {
      return Operation.PUT_OBJECT_ACL;
    }
    if (query.has("tagging") || query.has("retention")) {
      return Operation.UNKNOWN;
    }
    return copies ? Operation.COPY_OBJECT : Operation.PUT_OBJECT;
  }

  private static Operation deleteObject(Query query) {
    return query.has("tagging") ? Operation.UNKNOWN : Operation.DELETE_OBJECT;
  }

  private static Operation postObject(Query query, boolean part) {
    if (part) {
      return Operation.COMPLETE_MULTIPART_UPLOAD;
    }
    return query.has("uploads") ? Operation.CREATE_MULTIPART_UPLOAD : Operation.UNKNOWN;
  }
}
