package dev.sluice.store.s3.call;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Fault.Cure;
import dev.sluice.store.s3.config.BucketName;
import org.jspecify.annotations.Nullable;

/// What S3's error codes and status numbers mean to a sync. Sources: the S3 API reference's list of
/// error responses, and codes that Ceph, MinIO and versitygw send beside it.
record S3ErrorMeaning(Kind kind, Cure cure, @Nullable String remedy) {

  private static final S3ErrorMeaning PASSING =
      new S3ErrorMeaning(Kind.TRANSIENT, Cure.RETRY, null);
  private static final S3ErrorMeaning THROTTLED =
      new S3ErrorMeaning(Kind.THROTTLED, Cure.SLOW_DOWN, null);

  /// An error that no further request mends, and of which no remedy is known.
  static S3ErrorMeaning of(Kind kind) {
    return new S3ErrorMeaning(kind, Cure.NONE, null);
  }

  /// The meaning of an answer. The code decides where it is known, since an error may come with
  /// status 200; else the status.
  ///
  /// @param throttling whether the SDK knows the answer for a request to slow down
  static S3ErrorMeaning of(int status, @Nullable String code, boolean throttling) {
    if (throttling) {
      return THROTTLED;
    }
    return switch (code) {
      case null -> ofStatus(status);
      case "SlowDown",
          "ServiceUnavailable",
          "TooManyRequests",
          "Throttling",
          "RequestLimitExceeded" ->
          THROTTLED;
      case "InternalError",
          "RequestTimeout",
          "IncompleteBody",
          "OperationAborted",
          "ConditionalRequestConflict",
          "XMinioServerNotInitialized" ->
          PASSING;
      case "BadDigest",
          "InvalidDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch" ->
          new S3ErrorMeaning(Kind.CORRUPT, Cure.RETRY, null);
      case "NoSuchBucket" -> of(Kind.NO_ROOT);
      case "NoSuchKey", "NoSuchVersion" -> of(Kind.NOT_FOUND);
      case "NoSuchUpload" ->
          new S3ErrorMeaning(
              Kind.OTHER,
              Cure.NONE,
              "Something (a lifecycle rule?) has removed the unfinished upload meanwhile");
      case "PreconditionFailed", "InvalidRange" -> of(Kind.CHANGED);
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidToken",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "TokenRefreshRequired",
          "InvalidSecurity",
          "NotSignedUp",
          "AccountProblem",
          "MissingSecurityHeader",
          "AuthFailure",
          "Unauthorized",
          "XAdminUserNotFound" ->
          of(Kind.BAD_CREDENTIALS);
      case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" ->
          new S3ErrorMeaning(Kind.BAD_CREDENTIALS, Cure.RETRY, "Set this machine's clock right");
      case "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          new S3ErrorMeaning(
              Kind.UNREACHABLE, Cure.NONE, "Name the bucket's region by --region or AWS_REGION");
      case "AccessDenied", "AllAccessDisabled", "MethodNotAllowed" -> denied();
      case "AccessControlListNotSupported" ->
          new S3ErrorMeaning(
              Kind.MISCONFIGURED,
              Cure.NONE,
              "The bucket has ACLs switched off: leave out the ACL option, or allow ACLs on it");
      case "InvalidStorageClass" ->
          new S3ErrorMeaning(
              Kind.MISCONFIGURED,
              Cure.NONE,
              "The service does not know the class that --storage-class names");
      case "InvalidBucketName" ->
          new S3ErrorMeaning(Kind.MISCONFIGURED, Cure.NONE, BucketName.RULE);
      case "InvalidLocationConstraint" ->
          new S3ErrorMeaning(
              Kind.MISCONFIGURED, Cure.NONE, "Name a region that the service has by --region");
      case "BucketAlreadyExists" ->
          new S3ErrorMeaning(
              Kind.MISCONFIGURED,
              Cure.NONE,
              "Somebody else has a bucket of that name, or you have: choose another");
      case "TooManyBuckets" ->
          new S3ErrorMeaning(
              Kind.MISCONFIGURED,
              Cure.NONE,
              "The account may have no more buckets: remove one, or ask for a higher quota");
      case "InvalidObjectState" ->
          new S3ErrorMeaning(
              Kind.DENIED,
              Cure.NONE,
              "It is archived: restore it first (aws s3api restore-object)");
      case "KeyTooLongError", "KeyTooLong", "InvalidURI", "XMinioInvalidObjectName" ->
          of(Kind.REFUSED);
      case "QuotaExceeded", "XMinioStorageFull", "EntityTooLarge" ->
          of("EntityTooLarge".equals(code) ? Kind.REFUSED : Kind.NO_SPACE);
      default -> ofStatus(status);
    };
  }

  private static S3ErrorMeaning ofStatus(int status) {
    return switch (status) {
      case 429, 503 -> THROTTLED;
      case 408, 500, 502, 504 -> PASSING;
      case 507 -> of(Kind.NO_SPACE);
      case 301, 307 ->
          new S3ErrorMeaning(
              Kind.UNREACHABLE, Cure.NONE, "Name the bucket's region by --region or AWS_REGION");
      case 401, 407 -> of(Kind.BAD_CREDENTIALS);
      case 403 -> denied();
      case 404 -> of(Kind.NOT_FOUND);
      case 409 -> of(Kind.REFUSED);
      case 412, 416 -> of(Kind.CHANGED);
      default -> of(Kind.OTHER);
    };
  }

  private static S3ErrorMeaning denied() {
    return new S3ErrorMeaning(
        Kind.DENIED, Cure.NONE, "The credentials in use do not permit this: check the policies");
  }

  /// What a status says by itself, for answers without a message (to HEAD).
  static String inWords(int status) {
    return switch (status) {
      case 301, 307 -> "the bucket is elsewhere";
      case 400 -> "bad request";
      case 401 -> "not signed in";
      case 403 -> "access denied";
      case 404 -> "not found";
      case 407 -> "the proxy does not let this pass";
      case 412 -> "no longer what was listed";
      case 429, 503 -> "slow down";
      default -> status >= 500 ? "server error" : "unexpected answer";
    };
  }
}
