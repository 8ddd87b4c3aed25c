package dev.sluice.store.s3.api;

import java.util.Locale;

/// The requests that this adapter sends, as reports count them.
public enum S3Operation {
  /// ListObjectsV2.
  LIST("list"),
  /// HeadObject.
  HEAD("look up"),
  /// GetObject, whole or a range.
  GET("read"),
  /// PutObject.
  PUT("write"),
  /// CopyObject.
  COPY("copy"),
  /// DeleteObjects and DeleteObject.
  DELETE("delete"),
  /// CreateMultipartUpload.
  CREATE_UPLOAD("begin writing"),
  /// UploadPart.
  UPLOAD_PART("write a part of"),
  /// UploadPartCopy.
  COPY_PART("copy a part of"),
  /// CompleteMultipartUpload.
  COMPLETE_UPLOAD("finish writing"),
  /// AbortMultipartUpload.
  ABORT_UPLOAD("take back"),
  /// ListMultipartUploads.
  LIST_UPLOADS("list the unfinished uploads of"),
  /// GetObjectTagging.
  GET_TAGS("read the tags of"),
  /// ListObjectVersions.
  LIST_VERSIONS("list the versions of"),
  /// GetObjectAcl and GetBucketAcl.
  GET_ACL("read the access control list of"),
  /// PutObjectAcl and PutBucketAcl.
  PUT_ACL("set the access control list of"),
  /// What is set for a bucket: versioning, policy, CORS and so on.
  GET_SETTING("read the settings of"),
  /// The same, set.
  PUT_SETTING("set"),
  /// CreateBucket.
  CREATE_BUCKET("create"),
  /// DeleteBucket.
  DELETE_BUCKET("remove the bucket"),
  /// ListBuckets.
  LIST_BUCKETS("list the buckets of");

  private final String verb;
  private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

  S3Operation(String verb) {
    this.verb = verb;
  }

  /// What it is called in figures: `upload-part`.
  public String code() {
    return code;
  }

  /// Whether it says how an object is to be written: with which ACL, class and encryption.
  public boolean writesContent() {
    return this == PUT || this == CREATE_UPLOAD;
  }

  /// Whether neither bytes to send nor work to do hold its answer up, at a service that is well.
  public boolean isAnsweredAtOnce() {
    return switch (this) {
      case LIST,
          HEAD,
          CREATE_UPLOAD,
          LIST_UPLOADS,
          GET_TAGS,
          LIST_VERSIONS,
          GET_ACL,
          PUT_ACL,
          GET_SETTING,
          PUT_SETTING,
          CREATE_BUCKET,
          DELETE_BUCKET,
          LIST_BUCKETS ->
          true;
      case GET, PUT, COPY, DELETE, UPLOAD_PART, COPY_PART, COMPLETE_UPLOAD, ABORT_UPLOAD -> false;
    };
  }

  /// What it does, as the beginning of an error message.
  public String verb() {
    return verb;
  }
}
