package dev.sluice.s3server.ops;

import dev.sluice.s3server.access.Grant.Permission;
import dev.sluice.s3server.traffic.Operation;
import org.jspecify.annotations.Nullable;

/// What policies and ACLs call the operations.
final class Actions {

  private Actions() {}

  /// The action of policies, such as `s3:GetObject`.
  static String of(Operation operation, boolean ofVersion) {
    return switch (operation) {
      case LIST_BUCKETS -> "s3:ListAllMyBuckets";
      case LIST_OBJECTS, LIST_OBJECTS_V2, HEAD_BUCKET -> "s3:ListBucket";
      case LIST_OBJECT_VERSIONS -> "s3:ListBucketVersions";
      case LIST_MULTIPART_UPLOADS -> "s3:ListBucketMultipartUploads";
      case LIST_PARTS -> "s3:ListMultipartUploadParts";
      case GET_OBJECT, HEAD_OBJECT -> ofVersion ? "s3:GetObjectVersion" : "s3:GetObject";
      case GET_OBJECT_ATTRIBUTES ->
          ofVersion ? "s3:GetObjectVersionAttributes" : "s3:GetObjectAttributes";
      case PUT_OBJECT,
          COPY_OBJECT,
          CREATE_MULTIPART_UPLOAD,
          UPLOAD_PART,
          UPLOAD_PART_COPY,
          COMPLETE_MULTIPART_UPLOAD ->
          "s3:PutObject";
      case DELETE_OBJECT, DELETE_OBJECTS ->
          ofVersion ? "s3:DeleteObjectVersion" : "s3:DeleteObject";
      case CREATE_BUCKET,
          DELETE_BUCKET,
          GET_BUCKET_LOCATION,
          GET_BUCKET_VERSIONING,
          PUT_BUCKET_VERSIONING,
          GET_BUCKET_ACL,
          PUT_BUCKET_ACL,
          GET_BUCKET_POLICY,
          PUT_BUCKET_POLICY,
          DELETE_BUCKET_POLICY,
          GET_BUCKET_POLICY_STATUS,
          GET_BUCKET_CONFIGURATION,
          PUT_BUCKET_CONFIGURATION,
          DELETE_BUCKET_CONFIGURATION,
          GET_OBJECT_TAGGING,
          PUT_OBJECT_TAGGING,
          DELETE_OBJECT_TAGGING,
          GET_OBJECT_ACL,
          PUT_OBJECT_ACL,
          ABORT_MULTIPART_UPLOAD,
          PREFLIGHT,
          UNKNOWN ->
          "s3:" + operation.s3Name();
    };
  }

  /// The permission that a bucket's ACL must grant; null when no grant suffices.
  static @Nullable Permission onBucket(Operation operation) {
    return switch (operation) {
      case LIST_OBJECTS,
          LIST_OBJECTS_V2,
          LIST_OBJECT_VERSIONS,
          LIST_MULTIPART_UPLOADS,
          HEAD_BUCKET ->
          Permission.READ;
      case PUT_OBJECT, DELETE_OBJECT, DELETE_OBJECTS -> Permission.WRITE;
      case GET_BUCKET_ACL -> Permission.READ_ACP;
      case PUT_BUCKET_ACL -> Permission.WRITE_ACP;
      default -> null;
    };
  }

  /// The permission that an object's ACL must grant; null when no grant suffices.
  static @Nullable Permission onObject(Operation operation) {
    return switch (operation) {
      case GET_OBJECT, HEAD_OBJECT -> Permission.READ;
      case GET_OBJECT_ACL -> Permission.READ_ACP;
      case PUT_OBJECT_ACL -> Permission.WRITE_ACP;
      default -> null;
    };
  }
}
