package dev.sluice.store.s3;

import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.doctor.PolicyText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The least that the credentials of a command have to be permitted, in the words of AWS IAM. A
/// test holds each against the requests that the command sends.
public enum LeastPolicy {
  /// A bucket is the destination; nothing is deleted there.
  SYNC("ListBucket", "GetObject PutObject AbortMultipartUpload"),
  /// The same with `--delete`.
  SYNC_DELETE("ListBucket", "GetObject PutObject DeleteObject AbortMultipartUpload"),
  /// A bucket is the source.
  SYNC_FROM("ListBucket", "GetObject"),
  /// Either side.
  VERIFY("ListBucket", "GetObject"),
  LS("ListBucket", ""),
  /// `--versions`.
  LS_VERSIONS("ListBucketVersions", ""),
  DU("ListBucket", ""),
  /// `--uploads`.
  DU_UPLOADS("ListBucket ListBucketMultipartUploads", "ListMultipartUploadParts"),
  MB("CreateBucket ListBucket", ""),
  RM("ListBucket", "DeleteObject"),
  RM_ALL_VERSIONS("ListBucketVersions", "DeleteObjectVersion"),
  /// An empty bucket.
  RB("DeleteBucket", ""),
  /// One that keeps no versions.
  RB_FORCE(
      "DeleteBucket ListBucket GetBucketVersioning ListBucketVersions ListBucketMultipartUploads",
      "DeleteObject AbortMultipartUpload"),
  /// `--force --all-versions`.
  RB_ALL_VERSIONS(
      "DeleteBucket ListBucketVersions ListBucketMultipartUploads",
      "DeleteObjectVersion AbortMultipartUpload"),
  PRESIGN("", "GetObject"),
  SETACL(
      "ListBucket GetBucketOwnershipControls GetBucketPublicAccessBlock",
      "GetObjectAcl PutObjectAcl"),
  ACL_AUDIT(
      "ListBucket GetBucketAcl GetBucketOwnershipControls GetBucketPublicAccessBlock GetBucketPolicy GetBucketPolicyStatus",
      "GetObjectAcl"),
  CLEAN("ListBucket ListBucketMultipartUploads", "AbortMultipartUpload"),
  DOCTOR(
      "ListBucket ListBucketVersions GetBucketVersioning GetBucketOwnershipControls",
      "GetObject PutObject DeleteObject DeleteObjectVersion AbortMultipartUpload");

  private final String onBucket;
  private final String onObjects;

  /// @param onBucket actions that concern the bucket, with blanks between them
  /// @param onObjects actions that concern what is in it
  LeastPolicy(String onBucket, String onObjects) {
    this.onBucket = onBucket;
    this.onObjects = onObjects;
  }

  /// As users name it: `sync-delete`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The one of that name, if there is one.
  public static Optional<LeastPolicy> named(String text) {
    return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
  }

  /// All names, for a message.
  public static String names() {
    return Arrays.stream(values()).map(LeastPolicy::text).collect(Collectors.joining(", "));
  }

  /// All actions, as policies name them: `s3:GetObject`.
  public List<String> actions() {
    return Stream.concat(list(onBucket).stream(), list(onObjects).stream())
        .map(each -> "s3:" + each)
        .toList();
  }

  private static List<String> list(String actions) {
    return actions.isEmpty() ? List.of() : List.of(actions.split(" ", -1));
  }

  /// The policy as JSON, for what lies under a prefix.
  public String json(S3Prefix at) {
    return PolicyText.json(at, list(onBucket), list(onObjects));
  }
}
