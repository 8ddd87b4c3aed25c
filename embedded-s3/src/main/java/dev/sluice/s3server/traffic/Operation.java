package dev.sluice.s3server.traffic;

/// The S3 operations that the server tells apart, named as S3's API reference names them.
public enum Operation {
  LIST_BUCKETS("ListBuckets"),
  CREATE_BUCKET("CreateBucket"),
  HEAD_BUCKET("HeadBucket"),
  DELETE_BUCKET("DeleteBucket"),
  GET_BUCKET_LOCATION("GetBucketLocation"),
  LIST_OBJECTS("ListObjects"),
  LIST_OBJECTS_V2("ListObjectsV2"),
  LIST_OBJECT_VERSIONS("ListObjectVersions"),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads"),
  GET_BUCKET_VERSIONING("GetBucketVersioning"),
  PUT_BUCKET_VERSIONING("PutBucketVersioning"),
  GET_BUCKET_ACL("GetBucketAcl"),
  PUT_BUCKET_ACL("PutBucketAcl"),
  GET_BUCKET_POLICY("GetBucketPolicy"),
  PUT_BUCKET_POLICY("PutBucketPolicy"),
  DELETE_BUCKET_POLICY("DeleteBucketPolicy"),
  GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus"),
  /// Reads any other bucket sub-resource (lifecycle, CORS, tags, encryption and so on).
  GET_BUCKET_CONFIGURATION("GetBucketConfiguration"),
  /// Writes any other bucket sub-resource.
  PUT_BUCKET_CONFIGURATION("PutBucketConfiguration"),
  /// Removes any other bucket sub-resource.
  DELETE_BUCKET_CONFIGURATION("DeleteBucketConfiguration"),
  PUT_OBJECT("PutObject"),
  GET_OBJECT("GetObject"),
  HEAD_OBJECT("HeadObject"),
  DELETE_OBJECT("DeleteObject"),
  DELETE_OBJECTS("DeleteObjects"),
  COPY_OBJECT("CopyObject"),
  GET_OBJECT_ATTRIBUTES("GetObjectAttributes"),
  GET_OBJECT_TAGGING("GetObjectTagging"),
  PUT_OBJECT_TAGGING("PutObjectTagging"),
  DELETE_OBJECT_TAGGING("DeleteObjectTagging"),
  GET_OBJECT_ACL("GetObjectAcl"),
  PUT_OBJECT_ACL("PutObjectAcl"),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload"),
  UPLOAD_PART("UploadPart"),
  UPLOAD_PART_COPY("UploadPartCopy"),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload"),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload"),
  LIST_PARTS("ListParts"),
  /// A browser's question before a request to another origin.
  PREFLIGHT("Preflight"),
  /// A request that names no operation of this server; answered with 501.
  UNKNOWN("Unknown");

  private final String s3Name;

  Operation(String s3Name) {
    this.s3Name = s3Name;
  }

  /// The name in S3's API reference, such as `PutObject`.
  public String s3Name() {
    return s3Name;
  }

  @Override
  public String toString() {
    return s3Name;
  }
}
